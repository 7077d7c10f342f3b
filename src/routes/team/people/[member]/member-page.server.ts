import { error } from '@sveltejs/kit';
import type { Scope } from '#domain/access/scope.ts';
import { whoMayNot } from '#domain/contact/handover/hand-over.server.ts';
import type { CaseOf } from '#domain/contact/handover/cases-of.server.ts';
import { TRAY } from '#domain/contact/handover/many.server.ts';
import { colleague, mayArrangeFor, type Colleague } from '#domain/people/cover/members.server.ts';
import type { Tx } from '#server/db.ts';

/** The colleague of this page, for whoever arranges for them; to everybody else there is no such page. */
export async function memberHere(tx: Tx, scope: Scope, personId: string): Promise<Colleague> {
  const found = (await mayArrangeFor(tx, personId)) ? await colleague(tx, scope, personId) : null;
  return found ?? error(404, 'Not found');
}

/** Which of the chosen colleagues would have which case: each in turn, whoever may not have one passed over. By case. */
export async function inTurn(
  tx: Tx,
  scope: Scope,
  cases: readonly CaseOf[],
  chosen: readonly string[],
): Promise<Map<string, string>> {
  const people = chosen.filter((one) => one !== TRAY);
  const ids = cases.map(({ caseFileId }) => caseFileId);
  const mayNot = await whoMayNot(tx, scope, ids, people);
  const turns = [...chosen];
  const given = new Map<string, string>();
  for (const { caseFileId } of cases) {
    const next = turns.findIndex((one) => one === TRAY || !mayNot.has(`${caseFileId} ${one}`));
    if (next < 0) continue;
    const [one] = turns.splice(next, 1);
    turns.push(one!);
    given.set(caseFileId, one!);
  }
  return given;
}
