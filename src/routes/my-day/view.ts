import { daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { noNewsInWords } from '#domain/contact/communication-plan.ts';
import type { PromiseKind } from '#domain/contact/promises/promise-kinds.ts';
import { promiseTitle } from '#domain/contact/promises/promise.ts';
import {
  daysOfSilence,
  nextWordOn,
  suggestedNext,
  UNTIL_THEY_SAY,
  whyNotTold,
  type FamilyToTell,
} from '#domain/contact/updates/due.ts';
import { signedAs, updateFor, updateTemplate, type Update } from '#domain/contact/updates/update.ts';
import { dueInWords, type CaseToUpdate } from '#domain/insight/my-day/my-day.ts';
import type { DayLine } from '#domain/insight/my-day/my-day.server.ts';

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
export const namesInWords = (people: readonly { name: string }[]): string =>
  list.format(people.map(({ name }) => name));

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

/** "Dana last heard from a person 23 days ago", or that they never have. */
export function silenceInWords(one: FamilyToTell, today: CalendarDate): string {
  const silent = daysOfSilence(one, today);
  if (one.heardAt === null) return `${one.name} has not heard from a person yet, in ${days(silent)} on the case`;
  return `${one.name} last heard from a person ${silent === 0 ? 'today' : `${days(silent)} ago`}`;
}

const oftenInWords = ({ noNews, name }: FamilyToTell): string =>
  noNews
    ? `Asked for: ${noNewsInWords[noNews].toLowerCase()}`
    : `${name} has not said how often, so: ${noNewsInWords[UNTIL_THEY_SAY].toLowerCase()}`;

/** Why a word is due: as often as they asked, or because we said so. */
function whyDue(one: FamilyToTell, today: CalendarDate): string {
  const on = nextWordOn(one);
  if (on !== null && on === one.promisedOn) {
    const late = daysBetween(on, today);
    return `We said we would write by ${inWords(on)}${late > 0 ? `, ${days(late)} ago` : ''}`;
  }
  return oftenInWords(one);
}

/** One case whose family is owed a word, for a list of many. */
export const updateInWords = (file: CaseToUpdate, today: CalendarDate, covered: ReadonlyMap<string, string>) => {
  const [first] = file.people as [FamilyToTell];
  return {
    caseFileId: file.caseFileId,
    child: `${first.child} ${first.lastName}`,
    reference: first.reference,
    due: dueInWords(file.dueOn, today),
    cover: first.covers ? (covered.get(first.covers) ?? null) : null,
    people: file.people.map((one) => ({ silence: silenceInWords(one, today), why: whyDue(one, today) })),
  };
};

/** The update that can be sent in one tap: to whom, in which words, and what the form sends. Null when nobody may have it, or nobody has said why it waits. */
export function oneTap(file: CaseToUpdate, today: CalendarDate, me: string, covered: ReadonlyMap<string, string>) {
  const told = file.people.filter((one) => whyNotTold(one, today) === null);
  const [reader] = told;
  if (!reader) return null;
  const waitsFor = reader.waitsFor || reader.lastReason;
  if (!waitsFor) return null;
  const update: Update = { words: updateTemplate, waitsFor, nextOn: suggestedNext(reader.noNews, today) };
  const signed = signedAs(me, reader.covers ? (covered.get(reader.covers) ?? null) : null);
  return {
    to: namesInWords(told),
    reads: updateFor(reader, update, signed),
    fields: { ...update, caseFileId: file.caseFileId },
  };
}

/** The page of a case on which a promise of the thread is kept, ready to be kept. */
const inThread: Partial<Record<PromiseKind, string>> = {
  acknowledge: 'messages?answers=owed#words',
  reply: 'messages?answers=owed#words',
  call_back: 'messages/call',
  said: 'messages',
  update: 'messages',
};
/** Where on its case a promise of this kind is kept. */
export const keptAt = (kind: PromiseKind): string => inThread[kind] ?? 'promises';

/** One line of the day: whose case, what, when, and where to do it. What `me` promised has no name beside it. */
export function lineInWords(line: DayLine, today: CalendarDate, covered: ReadonlyMap<string, string>, me: string) {
  const { caseFileId, promise, forName, what, many } = line;
  const at = `/cases/${caseFileId}`;
  const common = {
    name: `${line.child} ${line.lastName}`,
    reference: line.reference,
    cover: line.covers ? (covered.get(line.covers) ?? null) : null,
    due: dueInWords(line.on, today),
    words: line.words,
  };
  switch (what) {
    case 'promise': {
      const { kind, ownerName, words } = promise!;
      const title = inThread[kind] ? words : `${promiseTitle(promise!)}: ${words}`;
      const owner = ownerName && ownerName !== me ? ` (${ownerName})` : '';
      return {
        ...common,
        href: `${at}/${keptAt(kind)}`,
        title: `${title}${forName ? `, to ${forName}` : ''}${owner}`,
        words: '',
      };
    }
    case 'call':
      return {
        ...common,
        href: `${at}/people`,
        title: `Ring ${forName}, who asked for a call`,
        due: `Asked ${inWords(line.on!)}`,
      };
    case 'handover':
      return { ...common, href: `${at}/messages`, title: 'Ring the family: you are their new officer' };
    case 'held':
      return {
        ...common,
        href: `${at}/messages/held`,
        title: `${many} ${many === 1 ? 'e-mail waits' : 'e-mails wait'} to be sorted`,
      };
    case 'board':
      return { ...common, href: `${at}/board`, title: 'The Board meets about this case', due: 'Today' };
  }
}
export type LineInWords = ReturnType<typeof lineInWords>;
