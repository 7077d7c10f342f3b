import type { CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';
import { issueLabel } from '#domain/caselaw/vocabulary.ts';
import { grounds } from '#domain/mediation/dispute/dispute.ts';
import { appellants, outcomes } from '../../appeal.ts';
import { dateFaults, extensionFault } from '../new-appeal.ts';
import { listFields, type ListField, type Mapping } from './columns.ts';
import { endFaults, type ListedAppeal, type RowError } from './row.ts';

/** What the register has of an appeal that a list also names. */
export type Standing = { [F in Exclude<ListField, 'number'>]: ListedAppeal[F] };
type Compared = Exclude<ListField, 'number' | 'stage'>;
export type Fill = Partial<Pick<ListedAppeal, Compared>>;

export type Against = { same: true } | { fill: Fill } | { errors: RowError[] };

const compared = (Object.keys(listFields) as ListField[]).filter(
  (field): field is Compared => field !== 'number' && field !== 'stage',
);
/** Not asked for is how an appeal begins; who asked for the assessment is not known until somebody says yes or no. */
const noIsEmpty: readonly Compared[] = ['asksHealth', 'asksSocialCare'];
const isEmpty = (field: Compared, value: unknown): boolean =>
  value === null ||
  value === '' ||
  value === 'pending' ||
  (value === false && noIsEmpty.includes(field)) ||
  (Array.isArray(value) && value.length === 0);
const key = (value: unknown): string =>
  Array.isArray(value)
    ? [...value].sort().join(' ')
    : String(value).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * IMP5: a row beside the appeal that has its number. Only what is empty in the register is filled; what the two say
 * differently is an error that names both. Where an appeal stands moves here, so a list does not contradict it.
 */
export function against(listed: ListedAppeal, standing: Standing, mapping: Mapping, today: CalendarDate): Against {
  const fill: Record<string, unknown> = {};
  const wrong: Partial<Record<ListField, string>> = {};
  for (const field of compared) {
    const [says, has] = [listed[field], standing[field]];
    if (says === null || says === 'pending' || key(says) === key(has)) continue;
    if (isEmpty(field, has)) fill[field] = says;
    else wrong[field] = `The register says ${inWordsOf(field, has)}, this list ${inWordsOf(field, says)}`;
  }
  if (Object.keys(wrong).length === 0) {
    if (Object.keys(fill).length === 0) return { same: true };
    const whole = { ...standing, ...fill };
    Object.assign(wrong, dateFaults(whole, today), endFaults({ ...whole, stage: null }, today));
    const extension = extensionFault(whole.ground, Boolean(whole.asksHealth || whole.asksSocialCare));
    if (extension) wrong.asksHealth = extension;
    if (Object.keys(wrong).length === 0) return { fill: fill as Fill };
  }
  return {
    errors: (Object.entries(wrong) as [ListField, string][]).map(([field, because]) => ({
      column: mapping[field] ?? listFields[field].label,
      because,
    })),
  };
}

function inWordsOf(field: Compared, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value.map((one: string) => (field === 'issueTags' ? issueLabel(one) : one)).join(', ') || 'none';
  const words = String(value);
  if (field === 'ground') return `“${grounds[words as keyof typeof grounds].words}”`;
  if (field === 'outcome') return `“${outcomes[words as keyof typeof outcomes].words}”`;
  if (field === 'appellantKind') return `“${appellants[words as keyof typeof appellants]}”`;
  return field.endsWith('On') ? inShort(words) : `“${words}”`;
}
