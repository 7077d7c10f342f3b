import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Ground } from '#domain/mediation/dispute/dispute.ts';
import { withoutMark } from '#domain/cases/csv.ts';
import {
  readAppealNumber,
  type AppealedSection,
  type AppealOutcome,
  type AppealStage,
  type AppellantKind,
} from '../../appeal.ts';
import { dateFaults, extensionFault, type AppealDates } from '../new-appeal.ts';
import { listFields, type ListField, type Mapping } from './columns.ts';
import { listLimits } from './limits.ts';
import {
  appellantIn,
  dayIn,
  groundIn,
  outcomeIn,
  sectionsIn,
  stageIn,
  tagsIn,
  yesOrNoIn,
  type Said,
} from './values.ts';

/** One appeal as a row of a list has it. Null: the row does not say. */
export interface ListedAppeal extends AppealDates {
  number: string;
  childName: string | null;
  ground: Ground;
  sections: AppealedSection[] | null;
  issueTags: string[] | null;
  asksHealth: boolean | null;
  asksSocialCare: boolean | null;
  appellantKind: AppellantKind | null;
  appellantName: string | null;
  representative: string | null;
  area: string | null;
  parentalRequest: boolean | null;
  privateReport: boolean | null;
  stage: AppealStage | null;
  outcome: AppealOutcome | null;
  endedOn: CalendarDate | null;
}

/** Why a row is not taken, by the list's own column. */
export interface RowError {
  column: string;
  because: string;
}
export type ReadRow = { listed: ListedAppeal } | { errors: RowError[] };

const TEXT_MAX_CHARACTERS = 200;
const text = (cell: string): Said<string> => {
  const plain = cell.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return plain.length > TEXT_MAX_CHARACTERS
    ? { because: `This is longer than ${TEXT_MAX_CHARACTERS} characters` }
    : { ok: plain };
};
const number = (cell: string): Said<string> => {
  const read = readAppealNumber(cell);
  return read ? { ok: read } : { because: 'This is no appeal number. The tribunal writes it like EH936/23/00567' };
};

const readers: { [F in ListField]: (cell: string) => Said<NonNullable<ListedAppeal[F]>> } = {
  ...{ number, ground: groundIn, sections: sectionsIn, issueTags: tagsIn, appellantKind: appellantIn, stage: stageIn },
  ...{ childName: text, appellantName: text, representative: text, area: text, outcome: outcomeIn },
  ...{ asksHealth: yesOrNoIn, asksSocialCare: yesOrNoIn, parentalRequest: yesOrNoIn, privateReport: yesOrNoIn },
  ...{ childBornOn: dayIn, decisionSentOn: dayIn, certificateOn: dayIn, registeredOn: dayIn, papersOn: dayIn },
  ...{ hearingOn: dayIn, endedOn: dayIn },
};
const nothing = Object.fromEntries(Object.keys(listFields).map((field) => [field, null]));

/** Reads rows of one list: where each field is, once for all of them. */
export function rowReader(mapping: Mapping, columns: readonly string[], today: CalendarDate) {
  const places = (Object.entries(mapping) as [ListField, string][])
    .map(([field, column]) => [field, column, columns.indexOf(column)] as const)
    .sort(([, , one], [, , other]) => one - other);
  return (cells: readonly string[]): ReadRow => {
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== ''))
      return {
        errors: [{ column: '', because: `This row has ${cells.length} cells, and the list ${columns.length} columns` }],
      };
    const found: Record<string, unknown> = { ...nothing };
    const errors: RowError[] = [];
    for (const [field, column, place] of places) {
      const cell = withoutMark((cells[place] ?? '').trim());
      if (cell === '') continue;
      const said =
        cell.length > listLimits.cellMaxCharacters ? { because: 'This is far too long' } : readers[field](cell);
      if ('ok' in said) found[field] = said.ok;
      else errors.push({ column, because: said.because });
    }
    const listed = found as unknown as ListedAppeal;
    const wrong = errors.length > 0 ? errors : together(listed, mapping, today);
    return wrong.length > 0 ? { errors: wrong } : { listed };
  };
}

/** IMP3: what does not go together, though every cell by itself could be. */
function together(listed: ListedAppeal, mapping: Mapping, today: CalendarDate): RowError[] {
  const wrong: Partial<Record<ListField, string>> = { ...dateFaults(listed, today) };
  if (!listed.number) wrong.number = 'This row has no appeal number';
  if (!listed.ground) wrong.ground = 'This row does not say what is appealed';
  else {
    const extension = extensionFault(listed.ground, Boolean(listed.asksHealth || listed.asksSocialCare));
    if (extension) wrong[listed.asksHealth ? 'asksHealth' : 'asksSocialCare'] = extension;
  }
  Object.assign(wrong, endFaults(listed, today));
  return (Object.entries(wrong) as [ListField, string][]).map(([field, because]) => ({
    column: mapping[field] ?? listFields[field].label,
    because,
  }));
}

/** An appeal has ended when it says how and when, and only then. */
export function endFaults(
  { outcome, endedOn, registeredOn, stage }: Pick<ListedAppeal, 'outcome' | 'endedOn' | 'registeredOn' | 'stage'>,
  today: CalendarDate,
): Partial<Record<ListField, string>> {
  const ended = outcome !== null && outcome !== 'pending';
  if (ended && !endedOn) return { endedOn: 'It has ended, so the day it ended is needed' };
  if (!ended && (endedOn || stage === 'closed')) return { outcome: 'It has ended, so how it ended is needed' };
  if (endedOn && endedOn > today) return { endedOn: 'The day it ended must be today or earlier' };
  if (endedOn && registeredOn && endedOn < registeredOn)
    return { endedOn: 'The day it ended cannot be before the day the tribunal registered it' };
  return {};
}
