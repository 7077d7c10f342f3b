/** What a list can say of an appeal, each with the names columns are known to have for it, folded. */
export const listFields = {
  number: {
    label: 'Appeal number',
    known: [
      'appeal number',
      'appeal no',
      'appeal ref',
      'appeal reference',
      'tribunal reference',
      'tribunal ref',
      'number',
      'eh number',
    ],
  },
  childName: {
    label: 'Name of the child or young person',
    known: [
      'child',
      'child name',
      'name of child',
      'pupil',
      'pupil name',
      'young person',
      'name',
      'cyp',
      'cyp name',
      'child or young person',
    ],
  },
  childBornOn: { label: 'Date of birth', known: ['date of birth', 'dob', 'born', 'birth date', 'd o b'] },
  ground: {
    label: 'What is appealed',
    known: [
      'ground',
      'grounds',
      'type',
      'appeal type',
      'type of appeal',
      'reason',
      'what is appealed',
      'appeal ground',
    ],
  },
  sections: { label: 'Sections of the plan', known: ['section', 'sections', 'sections appealed', 'ehcp sections'] },
  issueTags: { label: 'Points it turns on', known: ['issues', 'issue', 'issue tags', 'tags', 'points'] },
  asksHealth: {
    label: 'Health is part of it',
    known: ['health', 'health recommendation', 'asks health', 'extended health'],
  },
  asksSocialCare: {
    label: 'Social care is part of it',
    known: ['social care', 'social care recommendation', 'asks social care', 'care'],
  },
  appellantKind: { label: 'Who appeals', known: ['appellant type', 'who appeals', 'appellant kind'] },
  appellantName: {
    label: 'Name of whoever appeals',
    known: ['appellant', 'appellant name', 'parent', 'parent name', 'parent carer'],
  },
  representative: {
    label: 'Who speaks for them',
    known: ['representative', 'rep', 'solicitor', 'represented by', 'representation'],
  },
  area: { label: 'Area', known: ['area', 'quadrant', 'team', 'district', 'locality'] },
  parentalRequest: {
    label: 'A parent or young person asked for the assessment',
    known: ['parental request', 'requested by parent', 'parent request'],
  },
  privateReport: {
    label: 'There is a report the family paid for',
    known: ['private report', 'independent report', 'private reports'],
  },
  decisionSentOn: {
    label: 'The day the decision was sent',
    known: [
      'decision date',
      'decision sent',
      'date of decision',
      'decision letter',
      'decision letter date',
      'decision sent on',
    ],
  },
  certificateOn: {
    label: 'The day of the mediation certificate',
    known: ['certificate', 'certificate date', 'mediation certificate', 'mediation certificate date'],
  },
  registeredOn: {
    label: 'The day the tribunal registered it',
    known: ['registered', 'registered on', 'date registered', 'registration date', 'registered date'],
  },
  papersOn: {
    label: 'The day we got the papers',
    known: ['papers', 'papers received', 'date received', 'received', 'received on', 'papers on'],
  },
  hearingOn: { label: 'The day of the hearing', known: ['hearing', 'hearing date', 'date of hearing', 'hearing on'] },
  stage: { label: 'Where it is', known: ['stage', 'status', 'where it is'] },
  outcome: { label: 'How it ended', known: ['outcome', 'result', 'how it ended', 'decision', 'tribunal outcome'] },
  endedOn: {
    label: 'The day it ended',
    known: ['ended', 'end date', 'ended on', 'closed', 'closed date', 'date closed', 'outcome date', 'order date'],
  },
} as const;
export type ListField = keyof typeof listFields;
export const allFields = Object.keys(listFields) as ListField[];
/** Without these nobody can say which appeal a row is, or what it is about. */
export const neededFields = ['number', 'ground'] as const satisfies readonly ListField[];

/** Which column holds what: the name of the list's own column for each field that has one. */
export type Mapping = Partial<Record<ListField, string>>;

/** A text for comparing: small letters, digits and single blanks, and nothing else. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const NAME_MAX_CHARACTERS = 80;

/** The names of a list's columns, each its own: one without a name gets its place, one that comes twice its turn. */
export function namesOf(heading: readonly string[]): string[] {
  const taken = new Set<string>();
  return heading.map((cell, index) => {
    const name = cell.replace(/\s+/g, ' ').trim().slice(0, NAME_MAX_CHARACTERS) || `Column ${index + 1}`;
    let own = name;
    for (let turn = 2; taken.has(own); turn += 1) own = `${name} (${turn})`;
    taken.add(own);
    return own;
  });
}

/** IMP1: which column is probably what, by its name: each column for one thing, each thing from one column. */
export function guessed(columns: readonly string[]): Mapping {
  const mapping: Mapping = {};
  const free = new Set(columns);
  for (const field of allFields) {
    const { label, known } = listFields[field];
    const names = [folded(field.replace(/([A-Z])/g, ' $1')), folded(label), ...known];
    const found = names.flatMap((name) => [...free].filter((column) => folded(column) === name))[0];
    if (!found) continue;
    mapping[field] = found;
    free.delete(found);
  }
  return mapping;
}

/** IMP1: what is wrong with a choice of columns; empty when a list can be tried with it. */
export function mappingFaults(mapping: Mapping, columns: readonly string[]): Partial<Record<ListField, string>> {
  const wrong: Partial<Record<ListField, string>> = {};
  const used = new Map<string, ListField>();
  for (const field of neededFields) if (!mapping[field]) wrong[field] = 'Choose the column this is in';
  for (const field of allFields) {
    const column = mapping[field];
    if (!column) continue;
    const other = used.get(column);
    if (!columns.includes(column)) wrong[field] = 'The list has no such column';
    else if (other) wrong[field] = `This column is chosen for “${listFields[other].label}” already`;
    used.set(column, field);
  }
  return wrong;
}
