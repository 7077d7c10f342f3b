import type { ConfidentialityClass } from '#domain/access/scope.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import {
  outcomeFields,
  outcomeGroups,
  writtenFields,
  type KnownName,
  type FollowsName,
  type OpenName,
  type OutcomeField,
  type PrivateName,
  type WrittenName,
} from './fields.ts';
import { outcomeCodes, type OutcomeCode } from './outcome.ts';

type Values<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** The half of a record that may leave the mediation. Builders of packs, bundles and exports take this and nothing else of it. */
export interface OpenOutcome {
  readonly class: Extract<ConfidentialityClass, 'case'>;
  readonly fields: Values<OpenName>;
}
/** The half that is without prejudice: those who were in it read it, and no builder takes it (E07). */
export interface PrivateOutcome {
  readonly class: Extract<ConfidentialityClass, 'joint'>;
  readonly fields: Values<PrivateName>;
}
export interface OutcomeRecord {
  outcome: OutcomeCode | null;
  open: OpenOutcome;
  withoutPrejudice: PrivateOutcome;
}

type Half<Name extends string> = Record<Name, string>;
const pick = <Name extends string>(values: Values<string>, of: OutcomeField['class']): Half<Name> =>
  Object.fromEntries(
    outcomeFields
      .filter((field) => field.class === of && (values[field.name] ?? '') !== '')
      .map(({ name }) => [name, values[name]]),
  ) as Half<Name>;

/** Puts every value in the half its field belongs to. A name that is no field goes nowhere. */
export const recordOf = (outcome: OutcomeCode | null, values: Values<string>): OutcomeRecord => ({
  outcome,
  open: { class: 'case', fields: pick<OpenName>(values, 'open') },
  withoutPrejudice: { class: 'joint', fields: pick<PrivateName>(values, 'without_prejudice') },
});

/** What is shared, as one text: the same record is the same text, so that anybody can make its fingerprint again (OUT3). */
export function outcomeText(mediationId: string, { outcome, open, withoutPrejudice }: OutcomeRecord): string {
  const half = (fields: Values<string>) =>
    outcomeFields
      .filter(({ name, from }) => from !== 'follows' && fields[name])
      .map(({ name }) => [name, fields[name]]);
  return JSON.stringify([mediationId, outcome, half(open.fields), half(withoutPrejudice.fields)]);
}

/** A value as it is read: a day in words, a choice by its label. */
export function valueInWords(field: OutcomeField, value: string): string {
  if (field.from !== 'written') return value;
  if (field.type === 'date') return isCalendarDate(value) ? inWords(value) : value;
  return field.type === 'choice' ? (field.options[value] ?? value) : value;
}

export interface Line {
  name: string;
  label: string;
  words: string;
  open: boolean;
}
const linesOf = (values: Values<string>, wanted: (field: OutcomeField) => boolean): Line[] =>
  outcomeFields.filter(wanted).flatMap((field: OutcomeField) => {
    const value = values[field.name];
    if (!value) return [];
    return [{ name: field.name, label: field.label, words: valueInWords(field, value), open: field.class === 'open' }];
  });

/** What may be printed, bundled or exported of a mediation: the open half, and there is no way to hand in the other (OUT2). */
export const openLines = ({ fields }: OpenOutcome): Line[] => linesOf(fields, (field) => field.class === 'open');

/** The whole record for those who were in it, group by group; a group with nothing in it is left out. */
export function linesByGroup({ outcome, open, withoutPrejudice }: OutcomeRecord): { title: string; lines: Line[] }[] {
  const values: Values<string> = { ...open.fields, ...withoutPrejudice.fields };
  const ended = outcome && { name: 'outcome', label: 'How it ended', words: outcomeCodes[outcome], open: false };
  return Object.entries(outcomeGroups)
    .map(([group, title]) => {
      const lines = linesOf(values, (field) => field.group === group);
      return { title, lines: group === 'ending' && ended ? [ended, ...lines] : lines };
    })
    .filter(({ lines }) => lines.length > 0);
}

/** What was typed into the form, read by the list of fields: a sentence for each that cannot be, by its name. */
export function readWritten(typed: Values<string>): { written: Values<WrittenName>; faults: Record<string, string> } {
  const faults: Record<string, string> = {};
  const written: Record<string, string> = {};
  for (const field of writtenFields) {
    const value = (typed[field.name] ?? '').trim();
    if (value === '') continue;
    const fault = faultIn(field, value);
    if (fault) faults[field.name] = fault;
    else written[field.name] = value;
  }
  return { written, faults };
}

const MOST = { line: 300, words: 4000 } as const;
function faultIn(field: (typeof writtenFields)[number], value: string): string | null {
  if (field.type === 'date') return isCalendarDate(value) ? null : 'Write a day, as day, month and year';
  if (field.type === 'choice') return Object.hasOwn(field.options, value) ? null : 'Choose one of the answers';
  const most = MOST[field.type];
  return value.length <= most ? null : `Use ${most} characters or fewer`;
}

export type Known = Readonly<Record<KnownName, string>>;
export type Follows = Readonly<Record<FollowsName, string>>;
