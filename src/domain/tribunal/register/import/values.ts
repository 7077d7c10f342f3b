import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { issueTags } from '#domain/caselaw/vocabulary.ts';
import { grounds, type Ground } from '#domain/mediation/dispute/dispute.ts';
import {
  appellants,
  isAppealedSection,
  outcomes,
  stages,
  type AppealedSection,
  type AppealOutcome,
  type AppealStage,
  type AppellantKind,
} from '../../appeal.ts';
import { folded } from './columns.ts';

/** What a cell says, or why that cannot be said. */
export type Said<T> = { ok: T } | { because: string };

const LONG = 100;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?Z?$/;
const quoted = (text: string) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

const dayOf = (year: string, month: number, day: string): CalendarDate =>
  `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;

function readDay(text: string): CalendarDate | null {
  const plain = text.replace(TIME, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso) return dayOf(iso[1]!, Number(iso[2]), iso[3]!);
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(plain);
  if (british) return dayOf(british[3]!, Number(british[2]), british[1]!);
  const worded = /^(\d{1,2})[ -]([a-z]{3,9})[ -,]{1,2}(\d{4})$/i.exec(plain);
  const month = worded ? MONTHS.indexOf(worded[2]!.slice(0, 3).toLowerCase()) + 1 : 0;
  return worded && month > 0 ? dayOf(worded[3]!, month, worded[1]!) : null;
}

/** IMP3: a day, as people here write one: 12/03/2026, 12 March 2026 or 2026-03-12. The day always comes before the month. */
export function dayIn(text: string): Said<CalendarDate> {
  const day = text.length <= LONG ? readDay(text) : null;
  return day && isCalendarDate(day) ? { ok: day } : { because: `${quoted(text)} is no day. Write it as 12/03/2026` };
}

const YES = new Set(['yes', 'y', 'true', '1', 'x']);
const NO = new Set(['no', 'n', 'false', '0', 'none']);

export function yesOrNoIn(text: string): Said<boolean> {
  const word = folded(text);
  if (YES.has(word)) return { ok: true };
  return NO.has(word) ? { ok: false } : { because: `${quoted(text)} is neither yes nor no` };
}

/** A choice by our own name for it, by its words on a page, or by what councils call it. */
function choiceBy<K extends string>(words: Record<K, string>, others: Record<string, K>) {
  const known = new Map(Object.entries(others));
  for (const key of Object.keys(words) as K[]) known.set(folded(key), key).set(folded(words[key]), key);
  return (text: string): K | undefined => (text.length <= LONG * 2 ? known.get(folded(text)) : undefined);
}
const wordsIn = <K extends string>(from: Record<K, { words: string }>) =>
  Object.fromEntries(Object.entries<{ words: string }>(from).map(([key, { words }]) => [key, words])) as Record<
    K,
    string
  >;

const groundBy = choiceBy<Ground>(wordsIn(grounds), {
  ...{
    a: 'not_assess',
    '51 2 a': 'not_assess',
    'refusal to assess': 'not_assess',
    'refuse to assess': 'not_assess',
    rta: 'not_assess',
  },
  ...{ b: 'no_plan', '51 2 b': 'no_plan', 'refusal to issue': 'no_plan', 'refuse to issue': 'no_plan', rti: 'no_plan' },
  ...{ c: 'plan_contents', '51 2 c': 'plan_contents', contents: 'plan_contents', 'contents of plan': 'plan_contents' },
  ...{ 'contents of ehcp': 'plan_contents', 'plan contents': 'plan_contents', placement: 'plan_contents' },
  ...{
    d: 'not_reassess',
    '51 2 d': 'not_reassess',
    'refusal to reassess': 'not_reassess',
    'refuse to reassess': 'not_reassess',
  },
  ...{ e: 'not_amend', '51 2 e': 'not_amend', 'refusal to amend': 'not_amend', 'refuse to amend': 'not_amend' },
  ...{ f: 'cease', '51 2 f': 'cease', 'cease to maintain': 'cease', cease: 'cease', ceasing: 'cease' },
});

export function groundIn(text: string): Said<Ground> {
  const ground = groundBy(text);
  return ground ? { ok: ground } : { because: `${quoted(text)} is not one of the grounds of section 51` };
}

/** Sections of a plan, in any of the ways they are listed: "B, F and I", "BFI", "Sections B/F". */
export function sectionsIn(text: string): Said<AppealedSection[]> {
  const letters = [
    ...folded(text)
      .replace(/\b(sections?|and)\b/g, '')
      .replaceAll(' ', '')
      .toUpperCase(),
  ];
  const found = letters.filter(isAppealedSection);
  return found.length === letters.length && text.length <= LONG
    ? { ok: [...new Set(found)].sort() }
    : { because: `${quoted(text)} is not of Sections B, F and I` };
}

const tagBy = choiceBy<string>(Object.fromEntries(issueTags.map(({ tag, label }) => [tag, label])), {});

export function tagsIn(text: string): Said<string[]> {
  const tags: string[] = [];
  for (const part of text.split(/[;,|]/)) {
    if (part.trim() === '') continue;
    const tag = tagBy(part);
    if (!tag) return { because: `${quoted(part.trim())} is not one of the points decided cases are sorted by` };
    if (!tags.includes(tag)) tags.push(tag);
  }
  return { ok: tags.sort() };
}

const appellantBy = choiceBy<AppellantKind>(appellants, {
  parent: 'parent',
  carer: 'parent',
  yp: 'young_person',
  'young person': 'young_person',
});

export function appellantIn(text: string): Said<AppellantKind> {
  const kind = appellantBy(text);
  return kind ? { ok: kind } : { because: `${quoted(text)} is not who can appeal: a parent, or a young person` };
}

const stageBy = choiceBy<AppealStage>(stages, { open: 'registered' });

export function stageIn(text: string): Said<AppealStage> {
  const stage = stageBy(text);
  return stage ? { ok: stage } : { because: `${quoted(text)} is no stage of an appeal` };
}

const outcomeBy = choiceBy<AppealOutcome>(wordsIn(outcomes), {
  ...{ open: 'pending', ongoing: 'pending', live: 'pending', conceded: 'unopposed', 'not opposed': 'unopposed' },
  ...{
    consent: 'consent_order',
    'consent order': 'consent_order',
    'struck out': 'struck_out',
    'strike out': 'struck_out',
  },
  ...{ 'allowed in part': 'allowed_in_part', 'partly allowed': 'allowed_in_part', 'sent back': 'remitted' },
  ...{
    'withdrawn resolved': 'withdrawn_resolved',
    'withdrawn agreed': 'withdrawn_resolved',
    'withdrawn other': 'withdrawn_other',
  },
});

/** TR2: how it ended. Two words that councils use do not say it, so they are asked about. */
export function outcomeIn(text: string): Said<AppealOutcome> {
  const outcome = outcomeBy(text);
  if (outcome) return { ok: outcome };
  const word = folded(text).slice(0, LONG);
  if (/\bupheld\b/.test(word))
    return { because: `${quoted(text)} does not say for whom. Write allowed, allowed in part or dismissed` };
  if (/^withdrawn?\b/.test(word))
    return { because: `${quoted(text)} does not say why. Write withdrawn resolved or withdrawn other` };
  return { because: `${quoted(text)} is not a way an appeal ends` };
}
