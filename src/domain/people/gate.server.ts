import { sql } from 'drizzle-orm';
import { decide, type Refusal } from '#domain/access/decide.ts';
import type { Permission } from '#domain/access/permission.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { Person, Role, Standing } from '#domain/access/standing.ts';
import type { CasePermission } from '#domain/access/permission.ts';
import { inTransaction } from '#server/db.ts';
import { isId } from '#server/ids.ts';

interface Row extends Record<string, unknown> {
  excluded: boolean;
  standing_id: string | null;
  role: Role | null;
  grant: 'specific' | 'cover' | 'break_glass' | null;
  epoch: number | null;
  by_team: boolean;
}

/** How this person comes to this case file now, in one query. Null when there is no such case file in their council. */
export async function findStanding(person: Person, caseFileId: string): Promise<Standing | null> {
  if (!isId(caseFileId)) return null;
  const [row] = await inTransaction(person, (tx) =>
    tx.execute<Row>(sql`select * from standing_on(${person.councilId}, ${caseFileId}, ${person.personId})`),
  );
  if (!row) return null;
  const grant = row.grant ?? (row.by_team ? 'team' : 'none');
  return {
    caseFileId,
    excluded: row.excluded,
    grant,
    role: row.role,
    standingId: row.standing_id,
    epoch: row.epoch ?? 0,
  };
}

/** The gate: finds the standing now and decides. Pages, actions and asks all come through here. */
export async function authorise(
  person: Person | null,
  caseFileId: string,
  permission: CasePermission,
): Promise<CaseScope | Refusal>;
export async function authorise(
  person: Person | null,
  caseFileId: string | null,
  permission: Permission,
): Promise<Scope | Refusal>;
export async function authorise(
  person: Person | null,
  caseFileId: string | null,
  permission: Permission,
): Promise<Scope | Refusal> {
  const standing = person && caseFileId ? await findStanding(person, caseFileId) : null;
  return decide(person, standing, permission);
}
