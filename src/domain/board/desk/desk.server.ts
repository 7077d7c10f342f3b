import type { CaseScope } from '#domain/access/scope.ts';
import { mayAlso } from '#domain/access/offer.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { changesSince } from '#domain/evidence/pack/pack-changes.ts';
import { packContentOf } from '#domain/evidence/pack/pack-content.server.ts';
import type { PackParts } from '#domain/evidence/pack/pack-parts.ts';
import type { SeenPoint } from '#domain/evidence/list/seen.ts';
import type { Tx } from '#server/db.ts';
import { decidingContentOf } from './deciding-content.server.ts';
import { seatFault, sits } from './deciding-present.ts';
import { decisionsOf } from './deciding.server.ts';
import { deskAgendaOf } from './desk-agenda.server.ts';
import { deskItemOf } from './desk-item.server.ts';
import { ownOutcomesOn } from './desk-outcomes.server.ts';
import { deskPageOf } from './desk-page.server.ts';
import { recordDecisionLook } from '../meeting/minutes.server.ts';
import { deskView, type Desk } from './desk-view.ts';

/** What other rooms bring to the desk; the page composes it. */
export interface DeskParts {
  parts: PackParts;
  seen: readonly SeenPoint[];
}

/** Everything one member has in front of them for one case. Null when the case is on no agenda. */
export async function deskOf(
  tx: Tx,
  scope: CaseScope,
  { parts, seen }: DeskParts,
  asked: string | null,
  now: Date,
): Promise<Desk | null> {
  const item = await deskItemOf(tx, scope);
  if (!item) return null;
  const content = await decidingContentOf(tx, scope, item);
  const { pack, present } = content;
  if (pack) await recordLook(tx, scope, 'pack.opened', pack.packId);
  const contents = pack?.manifest.contents ?? [];
  const decisions = await decisionsOf(tx, scope);
  for (const { decisionId } of decisions) await recordDecisionLook(tx, scope, decisionId);
  return deskView({
    ...{ item, content, now },
    agenda: await deskAgendaOf(tx, item),
    changes: pack ? changesSince(pack.manifest, await packContentOf(tx, scope, parts, seen)) : [],
    page: asked ? await deskPageOf(tx, scope, asked, contents) : null,
    decisions,
    outcomes: await ownOutcomesOn(tx, item.question, dateOf(now)),
    mayWrite: mayAlso(scope, 'board:decide') && sits(present) && item.state === 'listed',
    maySave: mayAlso(scope, 'board:decide') && seatFault(present) === null,
  });
}
