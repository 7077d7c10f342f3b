/** The groups of an outcome record (process.md §3.4), in the order they are read: what ended, what is left and what comes next first, whatever the outcome. */
export const outcomeGroups = {
  ending: 'How it ended',
  agreed: 'What was agreed and signed',
  not_agreed: 'What is left',
  clocks: 'Days the law counts',
  sign_off: 'Signing and copies',
  follow_up: 'Afterwards',
  meeting: 'The meeting',
  issues: 'What was talked about',
  identity: 'What it is about',
} as const;
export type OutcomeGroup = keyof typeof outcomeGroups;

interface Named {
  readonly name: string;
  readonly group: OutcomeGroup;
  readonly label: string;
  readonly hint?: string;
}
type Options = Readonly<Record<string, string>>;

/**
 * What may be shown outside the mediation: certificate, signed agreement and what became of it (process.md §9). It is never
 * free text: it is `known` from what the case holds when the record is shared, `follows` it and is read each time, or is a
 * day or a choice. So nothing that was said, offered or drafted can be typed into it.
 */
type OpenField = Named & { readonly class: 'open' } & (
    | { readonly from: 'known' | 'follows' }
    | { readonly from: 'written'; readonly type: 'date' }
    | { readonly from: 'written'; readonly type: 'choice'; readonly options: Options }
  );
/** What was said, offered, drafted or noted: for those who were in it, and nowhere else. */
type PrivateField = Named & { readonly class: 'without_prejudice'; readonly from: 'written' } & (
    { readonly type: 'line' | 'words' | 'date' } | { readonly type: 'choice'; readonly options: Options }
  );
export type OutcomeField = OpenField | PrivateField;

const open = { class: 'open' } as const;
const known = { ...open, from: 'known' } as const;
const follows = { ...open, from: 'follows' } as const;
const kept = { class: 'without_prejudice', from: 'written' } as const;
const came = { yes: 'Yes', no: 'No', not_needed: 'Not needed' } as const;

/** Every field, once: the form, what is stored where, the page and whatever leaves the mediation are made from this list. */
export const outcomeFields = [
  { ...known, name: 'reference', group: 'identity', label: 'Case reference' },
  { ...known, name: 'child', group: 'identity', label: 'Child or young person' },
  { ...known, name: 'rightsHolder', group: 'identity', label: 'Who holds the right to appeal' },
  { ...known, name: 'decision', group: 'identity', label: 'What is disputed' },
  { ...known, name: 'noticeSentOn', group: 'identity', label: 'The letter was sent' },
  { ...known, name: 'provider', group: 'identity', label: 'Mediation provider, and their reference' },

  { ...known, name: 'adviserContactedOn', group: 'clocks', label: 'The adviser was contacted' },
  { ...known, name: 'wantedOn', group: 'clocks', label: 'The council was told' },
  { ...known, name: 'arrangeBy', group: 'clocks', label: 'To be arranged by' },
  { ...known, name: 'meetsOn', group: 'clocks', label: 'The meeting' },
  { ...follows, name: 'certificate', group: 'clocks', label: 'Certificate' },
  { ...follows, name: 'appealBy', group: 'clocks', label: 'Last day to appeal' },

  { ...kept, name: 'mode', group: 'meeting', label: 'How you met', type: 'line' },
  { ...kept, name: 'hours', group: 'meeting', label: 'From when to when', type: 'line' },
  { ...kept, name: 'mediator', group: 'meeting', label: 'Who led it, from where', type: 'line' },
  { ...kept, name: 'attendees', group: 'meeting', label: 'Who came, and as what', type: 'words' },
  { ...kept, name: 'authority', group: 'meeting', label: 'What the council’s side could say yes to', type: 'words' },
  {
    ...kept,
    name: 'healthCame',
    group: 'meeting',
    label: 'Did the health service come?',
    type: 'choice',
    options: came,
  },
  { ...kept, name: 'socialCareCame', group: 'meeting', label: 'Did social care come?', type: 'choice', options: came },
  { ...kept, name: 'supporter', group: 'meeting', label: 'Who supported or spoke for the family', type: 'line' },
  {
    ...{ ...kept, name: 'needsMet', group: 'meeting', label: 'Was what people needed in place?', type: 'choice' },
    options: { yes: 'Yes', partly: 'Some of it', no: 'No', not_needed: 'Nothing was needed' },
  },
  { ...kept, name: 'childViews', group: 'meeting', label: 'How the child’s views were learned', type: 'words' },

  { ...kept, name: 'issues', group: 'issues', label: 'The issues', type: 'words' },

  { ...kept, name: 'narrowed', group: 'ending', label: 'What was narrowed down', type: 'words' },
  { ...kept, name: 'goesOnOn', group: 'ending', label: 'It goes on again on', type: 'date' },
  {
    ...{ ...kept, name: 'nextSteps', group: 'ending', label: 'What happens next', type: 'words' },
    hint: 'Who does what, and by when',
  },

  { ...known, name: 'agreement', group: 'agreed', label: 'Signed agreement' },
  { ...known, name: 'agreedItems', group: 'agreed', label: 'What was agreed' },

  {
    ...{ ...kept, name: 'leftOver', group: 'not_agreed', label: 'Issues that are left', type: 'words' },
    hint: 'A short list. No offers and no reasons.',
  },

  { ...known, name: 'signedBy', group: 'sign_off', label: 'Signed by' },
  { ...known, name: 'signedOn', group: 'sign_off', label: 'Everyone had signed on' },
  { ...open, from: 'written', name: 'copiesSentOn', group: 'sign_off', label: 'Copies were sent on', type: 'date' },
  {
    ...{ ...open, from: 'written', name: 'copiesAs', group: 'sign_off', label: 'Copies were sent as', type: 'choice' },
    options: { ordinary: 'Ordinary print', large: 'Large print', easy_read: 'Easy read', translated: 'A translation' },
  },

  { ...follows, name: 'checkInOn', group: 'follow_up', label: 'Both sides are asked how it goes on' },
  { ...follows, name: 'compliance', group: 'follow_up', label: 'What was promised' },
  { ...follows, name: 'appealedOn', group: 'follow_up', label: 'An appeal was sent on' },
] as const satisfies readonly OutcomeField[];

type Fields = (typeof outcomeFields)[number];
type NameOf<Wanted> = Extract<Fields, Wanted>['name'];
export type KnownName = NameOf<{ from: 'known' }>;
export type FollowsName = NameOf<{ from: 'follows' }>;
export type OpenName = NameOf<{ class: 'open' }>;
export type PrivateName = NameOf<{ class: 'without_prejudice' }>;
/** What whoever leads fills in. */
export type WrittenName = NameOf<{ from: 'written' }>;

type Written = Extract<Fields, { from: 'written' }>;
export const writtenFields: readonly Written[] = outcomeFields.filter((field) => field.from === 'written');
