import { sql } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from './begin.server.ts';

type Named = Pick<AppealRow, 'appealId' | 'caseFileId' | 'childName'>;

interface Child extends Record<string, unknown> {
  appeal_id: string;
  first_name: string;
  last_name: string;
}

/**
 * Whose these appeals are, by appeal, as the tribunal team's lists show it: from the case file, or as it was written down
 * where there is none. One statement for the whole list. An appeal without either has no entry.
 */
export async function childNames(tx: Tx, appeals: readonly Named[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { appealId, childName } of appeals) if (childName) names.set(appealId, childName);
  const onCases = appeals.filter(({ caseFileId }) => caseFileId !== null).map(({ appealId }) => appealId);
  if (onCases.length === 0) return names;
  const ids = `{${onCases.join(',')}}`;
  const rows = await tx.execute<Child>(sql`select * from children_of_appeals(${ids}::uuid[])`);
  for (const { appeal_id, first_name, last_name } of rows) names.set(appeal_id, `${first_name} ${last_name}`);
  return names;
}
