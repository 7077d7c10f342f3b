import type { CaseScope } from '#domain/access/scope.ts';
import { termsInForce } from '#domain/contact/wording/terms.server.ts';
import { hintsIn, type Hint } from '#domain/contact/wording/wording.ts';
import { caseFactsOf } from '#domain/evidence/case-facts.server.ts';
import { canonical, type Canonical } from '#domain/evidence/canonical.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { packsOf, type FrozenPack } from '#domain/evidence/pack/packs.server.ts';
import type { Tx } from '#server/db.ts';
import { checkSentence, checkState, type Checked, type CheckState } from '../meeting/check-state.ts';
import { checkedOf } from '../meeting/check-state.server.ts';
import { whyNotDecidable } from './decidable.server.ts';
import type { Present } from './deciding-present.ts';
import { presentAt } from './deciding-present.server.ts';
import { whyNotDecide, type Fault } from './deciding.ts';
import { draftOf, type KeptDraft } from './deciding-draft.server.ts';
import type { DeskItem } from './desk-item.server.ts';
import { importantFor, type ImportantPage } from './desk-important.server.ts';
import { citeNow } from './reasons-pages.ts';
import { reasonsOf, type KeptReason } from './reasons.server.ts';

/** A reason with what is wrong with its pages in the newest pack. */
export type CheckedReason = KeptReason & { faults: string[] };

/** All that a decision would be made of now, and what stands against saving it. */
export interface DecidingContent {
  childName: string;
  pack: FrozenPack | null;
  draft: KeptDraft;
  reasons: CheckedReason[];
  important: ImportantPage[];
  present: Present;
  check: { state: CheckState; sentence: string; checked: Checked };
  /** Why it goes ahead though nobody was asked, as a senior manager wrote it. */
  notAskedWhy: string;
  faults: Fault[];
  /** Words a family may stumble over; looked at once, and never a reason to refuse (DEC4). */
  hard: Hint[];
  /** Of everything that would be saved: what was checked is what is saved, or nothing is. */
  shownSha256: string;
}

/** Reads it all in one go, for the desk, the check before saving, and the saving itself. */
export async function decidingContentOf(tx: Tx, scope: CaseScope, item: DeskItem): Promise<DecidingContent> {
  const { agendaItemId, boardMeetingId, question } = item;
  const [pack = null] = await packsOf(tx, scope);
  const contents = pack?.manifest.contents ?? [];
  const { childName } = await caseFactsOf(tx, scope);
  const draft = await draftOf(tx, scope, agendaItemId);
  const reasons = (await reasonsOf(tx, scope, agendaItemId)).map((reason) => ({
    ...reason,
    faults: reason.pages.flatMap((page) => {
      const now = citeNow(page, contents);
      if (now === page.cite) return [];
      return now
        ? [`the pack was frozen again, and ${page.cite} is ${now} now. Change it, or name another page.`]
        : [`${page.cite} is not in the newest pack. Name another page.`];
    }),
  }));
  const important = await importantFor(tx, scope, agendaItemId, contents);
  const present = await presentAt(tx, scope, boardMeetingId);
  const checked = await checkedOf(tx, scope);
  const check = { state: checkState(checked), sentence: checkSentence(checked), checked };
  const faults = whyNotDecide({
    heldBecause: await whyNotDecidable(tx, scope, item),
    ...{ question, draft, reasons, present, hasPack: pack !== null },
    unanswered: important
      .filter(({ answer }) => !answer)
      .map((page) => page.cite || `“${page.title}”, page ${page.page}`),
  });
  const said = [draft.sentence, draft.thisWeek, draft.nextStep, ...reasons.map(({ words }) => words)].join('\n');
  const shownSha256 = shownAs({ draft, reasons, important, pack, check });
  return {
    childName,
    pack,
    draft,
    reasons,
    important,
    present,
    check,
    notAskedWhy: item.notAskedWhy,
    faults,
    hard: hintsIn(said, await termsInForce(tx, scope)),
    shownSha256,
  };
}

function shownAs({
  draft,
  reasons,
  important,
  pack,
  check,
}: Pick<DecidingContent, 'draft' | 'reasons' | 'important' | 'pack' | 'check'>): string {
  const { outcome, sentence, thisWeek, nextStep } = draft;
  const shown = {
    draft: { outcome, sentence, thisWeek, nextStep },
    reasons: reasons.map(({ words, restsOn, pages }) => ({ words, restsOn, pages: pages.map(({ cite }) => cite) })),
    important: important.map(({ paperCommentId, answer }) => ({ paperCommentId, answer: answer?.words ?? null })),
    pack: pack?.sha256 ?? null,
    check: check.checked,
  };
  return sha256Of(canonical(shown as unknown as Canonical));
}
