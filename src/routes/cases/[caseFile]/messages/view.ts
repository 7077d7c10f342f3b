import type { CaseScope } from '#domain/access/scope.ts';
import { roleInWords } from '#domain/access/standing.ts';
import { inWords, momentInWords } from '#domain/calendar/words.ts';
import { entryKinds, modes, outcomes } from '#domain/contact/thread/entry.ts';
import type { Owed } from '#domain/contact/thread/owed.server.ts';
import type { SendingState } from '#domain/contact/thread/sendings.server.ts';
import type { ThreadEntry } from '#domain/contact/thread/thread.server.ts';
import { daysLate } from '#domain/contact/promises/promise.ts';

type Reader = Pick<CaseScope, 'side'>;

const EXCERPT = 80;
const excerpt = (words: string): string => (words.length > EXCERPT ? `${words.slice(0, EXCERPT).trimEnd()}…` : words);

/** Who said it: the side in a word, then the name. Of what a family said the family member stands first, whoever wrote it down. */
function whoSaid({ direction, author, withName, automatic }: ThreadEntry, { side }: Reader): string {
  const isIn = direction === 'in';
  const speaks = isIn ? 'Family' : 'Council';
  // What a machine sent is nobody's own word, whoever wrote it once.
  if (automatic) return `${speaks}: sent by itself`;
  // A family's call is the family's, also when somebody of the council wrote it down.
  const speaker = author?.role && isFamily(author.role) === isIn ? author : null;
  const isReader = speaker ? speaker.me : isIn && side === 'family';
  if (isReader) return `${speaks}: you`;
  if (speaker) return `${speaks}: ${speaker.name}, ${roleInWords[speaker.role!].toLowerCase()}`;
  return `${speaks}: ${(isIn ? withName : author?.name) ?? 'nobody is named'}`;
}

function toWhom({ direction, withPersonId, withName }: ThreadEntry, { side }: Reader): string {
  const all = 'everybody in the family on this case';
  if (direction === 'in') return withPersonId ? 'To the council only' : `To the council and ${all}`;
  if (!withPersonId) return `To ${all}`;
  return `To ${side === 'family' ? 'you' : withName}`;
}

/** What came of a call or how a meeting was held, when the next word comes and what it waits for: what was said beside the words. */
function facts(entry: ThreadEntry, { side }: Reader): string[] {
  const { kind, direction, came, mode, whoWasThere, nextOn, waitsFor, author, automatic } = entry;
  const wroteDown = direction === 'in' && author?.role && !isFamily(author.role);
  return [
    ...(kind === 'call' ? [direction === 'in' ? 'The family rang the council' : 'The council rang the family'] : []),
    ...(came ? [outcomes[came]] : []),
    ...(mode ? [modes[mode]] : []),
    ...(whoWasThere ? [`Who was there: ${whoWasThere}`] : []),
    ...(waitsFor ? [`It waits for: ${waitsFor}`] : []),
    ...(nextOn ? [`You hear again by ${inWords(nextOn)}`] : []),
    ...(wroteDown ? [`Written down by ${author.me ? 'you' : author.name}`] : []),
    ...(automatic ? [`Automatic: no person sent it${author ? `. ${author.name} wrote the words once` : ''}`] : []),
    ...(entry.hard && side !== 'family' ? ['Hard news'] : []),
    ...(entry.whyNotAsAsked ? [`Not as they asked: ${entry.whyNotAsAsked}`] : []),
  ];
}
const isFamily = (role: string): boolean => ['parent', 'young_person', 'supporter'].includes(role);

const channelInWords = { email: 'The e-mail', sms: 'The text', letter: 'The letter' } as const;

/** What has not arrived, in words (X43). What went says nothing: it is what one expects. */
function notArrived(entry: ThreadEntry, sendings: readonly SendingState[]): string[] {
  if (entry.direction === 'in' || entry.kind === 'call' || entry.kind === 'meeting') return [];
  if (sendings.length === 0)
    return ['Nobody could be told of this: we have no e-mail address and no mobile number. Ring.'];
  return sendings.flatMap(({ channel, to, sentAt, failed, bouncedAt, postedOn }) => {
    const what = `${channelInWords[channel]} to ${to ?? 'them'}`;
    if (bouncedAt) return [`${what} came back on ${momentInWords(bouncedAt)}. Ring, and ask for the right address.`];
    if (postedOn) return [`${what} was posted on ${inWords(postedOn)}.`];
    if (sentAt) return [];
    if (channel === 'letter') return [`${what} is not posted yet.`];
    return [`${what} is not sent yet.${failed ? ' It was tried, and is tried again.' : ''}`];
  });
}

/** One entry as the page says it. */
export function entryInWords(
  entry: ThreadEntry,
  reader: Reader,
  { sendings, papers }: { sendings: readonly SendingState[]; papers: ReadonlyMap<string, string> },
) {
  return {
    id: entry.contactEntryId,
    by: entry.direction === 'in' ? ('family' as const) : ('council' as const),
    who: whoSaid(entry, reader),
    how: entryKinds[entry.kind],
    when: momentInWords(entry.happenedAt),
    to: toWhom(entry, reader),
    words: entry.words,
    facts: facts(entry, reader),
    notArrived: reader.side === 'family' ? [] : notArrived(entry, sendings),
    answers: entry.answers && `${excerpt(entry.answers.words)} (${momentInWords(entry.answers.happenedAt)})`,
    papers: entry.papers.flatMap((id) => (papers.has(id) ? [{ id, title: papers.get(id)! }] : [])),
    isLetter: reader.side !== 'family' && sendings.some(({ channel }) => channel === 'letter'),
    mayBeAnswered: entry.direction === 'in' && !entry.automatic,
  };
}
export type EntryInWords = ReturnType<typeof entryInWords>;

const due = ({ dueOn, state }: Owed): string => {
  if (!dueOn) return 'on a day we cannot give yet';
  if (state.is === 'late') return `by ${inWords(dueOn)}. That is ${daysLate(state.days)}`;
  return `by ${inWords(dueOn)}${'inDays' in state ? ` (${state.inDays})` : ''}`;
};

/** What a family reads of a promise; null for one that the next says better. */
function forFamily(one: Owed): string | null {
  const late = one.state.is === 'late';
  if (one.kind === 'reply') return `${late ? 'You should have heard' : 'You’ll hear'} ${due(one)}.`;
  if (one.kind === 'call_back') return `${one.ownerName} ${late ? 'should have rung' : 'will ring'} you ${due(one)}.`;
  if (one.kind === 'update') return `You’ll hear again ${due(one)}, even if nothing has changed.`;
  return one.kind === 'said' ? `${one.ownerName} said: “${one.words}” ${capitalDue(one)}.` : null;
}
const capitalDue = (one: Owed): string => due(one).replace(/^\w/, (letter) => letter.toUpperCase());

function forCouncil(one: Owed): string {
  const whom = one.forName ?? 'everybody in the family';
  if (one.kind === 'reply') return `${one.ownerName} owes ${whom} an answer ${due(one)}.`;
  if (one.kind === 'acknowledge') return `${whom} is to be told that the message came, ${due(one)}.`;
  if (one.kind === 'call_back') return `${one.ownerName} is to ring ${whom} ${due(one)}.`;
  if (one.kind === 'update') return `${one.ownerName} is to write to ${whom} again ${due(one)}, with news or without.`;
  return `${one.ownerName} said to ${whom}: “${one.words}” ${capitalDue(one)}.`;
}

/** The open promises as one side reads them. Of several of one kind to the same person the first day counts. */
export function owedInWords(owed: readonly Owed[], { side }: Reader): { words: string; late: boolean }[] {
  const first = owed.filter(
    (one, at) =>
      one.kind === 'said' || owed.findIndex((other) => other.kind === one.kind && other.forName === one.forName) === at,
  );
  return first.flatMap((one) => {
    const words = side === 'family' ? forFamily(one) : forCouncil(one);
    return words === null ? [] : [{ words, late: one.state.is === 'late' }];
  });
}
