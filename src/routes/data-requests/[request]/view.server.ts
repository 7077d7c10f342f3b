import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { flagsInWords, type Flag } from '#domain/records/flags/flags.ts';
import { itemsOf, wordsGoingOut, type ItemRow } from '#domain/records/release/deciding.server.ts';
import { finalCheck } from '#domain/records/release/final-check.server.ts';
import { maySendTo } from '#domain/records/release/releasing.server.ts';
import type { RequestRow } from '#domain/records/requests/asking.server.ts';
import {
  aboutInWords,
  answerByInWords,
  exemptions,
  isExemption,
  stateAtDesk,
} from '#domain/records/requests/request.ts';
import { partsInWords, type Part } from '#domain/records/sources.ts';
import type { Tx } from '#server/db.ts';

const PER_PAGE = 25;

/** Which of the gathered things a page shows. */
export const shows = { look: 'To decide', all: 'Everything', kept: 'Hidden or kept back' } as const;
export type Show = keyof typeof shows;
export const isShow = (text: string | null): text is Show => text !== null && Object.hasOwn(shows, text);

const inShow: Readonly<Record<Show, (item: ItemRow) => boolean>> = {
  look: ({ decision }) => decision === null,
  all: () => true,
  kept: ({ decision }) => decision === 'hide_parts' || decision === 'withhold',
};

const decided = (item: ItemRow): string | null => {
  const why = isExemption(item.exemption) ? `: ${exemptions[item.exemption].words.toLowerCase()}` : '';
  if (item.decision === 'include') return 'Goes out';
  if (item.decision === 'hide_parts') return `Goes out with parts hidden${why}`;
  return item.decision === 'withhold' ? `Is kept back${why}` : null;
};

const asShown = (item: ItemRow) => ({
  id: item.dataRequestItemId,
  number: item.number,
  part: partsInWords[item.source as Part],
  title: item.title,
  words: item.words,
  goesOut: item.decision === 'hide_parts' ? wordsGoingOut(item) : null,
  flags: item.flags.map((flag) => flagsInWords[flag as Flag]),
  decided: decided(item),
});

const factsOf = (row: RequestRow, today: CalendarDate) => ({
  who: row.askedByName,
  about: aboutInWords[row.about],
  words: row.words,
  received: inWords(row.receivedOn),
  state: row.state,
  stateInWords: stateAtDesk[row.state],
  by: row.state === 'released' || row.state === 'closed' ? null : answerByInWords(row, today),
  identity: row.identityHow,
  extended: row.extendedOn && `${inWords(row.extendedOn)}: ${row.extendedWhy}`,
  asked: row.clarifyWords,
  answered: row.clarifyAnswer,
  released: row.releasedAt && inWords(dateOf(row.releasedAt)),
  closedWhy: row.closedWhy,
});

/** All a page of one request shows. */
export async function requestView(
  tx: Tx,
  scope: Scope,
  row: RequestRow,
  at: { show: Show; from: number; today: CalendarDate },
) {
  const items = await itemsOf(tx, row);
  const chosen = items.filter(inShow[at.show]);
  const checking = row.state === 'gathered' || row.state === 'ready';
  return {
    facts: factsOf(row, at.today),
    items: chosen.slice(at.from, at.from + PER_PAGE).map(asShown),
    counts: {
      all: items.length,
      look: items.filter(inShow.look).length,
      kept: items.filter(inShow.kept).length,
      unflagged: items.filter(({ decision, flags }) => decision === null && flags.length === 0).length,
    },
    shown: { show: at.show, from: at.from, next: at.from + PER_PAGE < chosen.length ? at.from + PER_PAGE : null },
    check: checking && row.askedBy ? await finalCheck(tx, scope, row) : null,
    recipient: row.state === 'ready' ? await maySendTo(tx, scope, row, at.today) : null,
    madeReadyByMe: row.readyBy === scope.personId,
    exemptions: Object.entries(exemptions).map(([value, { words, source }]) => ({ value, label: words, hint: source })),
  };
}
