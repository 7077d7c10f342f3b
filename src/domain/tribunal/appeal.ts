import type { Ground } from '#domain/mediation/dispute/dispute.ts';

/** Who appeals: a parent, a young person, or somebody who acts for a young person without capacity (CFA 2014 ss.51, 80). */
export const appellants = {
  parent: 'A parent or carer',
  young_person: 'The young person',
  alternative_person: 'Somebody who acts for the young person',
} as const;
export type AppellantKind = keyof typeof appellants;

/** Sections of a plan that an appeal can ask to be changed. */
export const appealedSections = ['B', 'F', 'I'] as const;
export type AppealedSection = (typeof appealedSections)[number];
export const isAppealedSection = (text: string): text is AppealedSection =>
  appealedSections.some((section) => section === text);

/** TR1: where an appeal stands. Every step leads on only as `stageAfter` allows; any open appeal can close. */
export const stages = {
  received: 'Sent to the tribunal, not registered yet',
  registered: 'Registered: our response is due',
  responded: 'We have responded',
  evidence_closed: 'All evidence is in',
  bundle_sent: 'The bundle is sent',
  heard: 'Heard: the decision is awaited',
  closed: 'Ended',
} as const;
export type AppealStage = keyof typeof stages;
export const isStage = (text: string): text is AppealStage => Object.hasOwn(stages, text);

/** What moves an appeal on. `reopen` is the tribunal's alone: one that was struck out or withdrawn can be reinstated. */
export type StageAct = 'register' | 'respond' | 'close_evidence' | 'send_bundle' | 'hear' | 'close' | 'reopen';

const order: readonly AppealStage[] = [
  'received',
  'registered',
  'responded',
  'evidence_closed',
  'bundle_sent',
  'heard',
];
const leadsTo = {
  respond: 'responded',
  close_evidence: 'evidence_closed',
  send_bundle: 'bundle_sent',
  hear: 'heard',
} as const satisfies Partial<Record<StageAct, AppealStage>>;

/**
 * TR1: the stage after an act, or null when the act cannot be now. Steps may be left out, because a refusal to assess is
 * usually decided on the papers, without a bundle; one that is written down late leaves the appeal where it has come to.
 */
export function stageAfter(stage: AppealStage, act: StageAct): AppealStage | null {
  if (act === 'reopen') return stage === 'closed' ? 'registered' : null;
  if (stage === 'closed') return null;
  if (act === 'close') return 'closed';
  if (act === 'register') return stage === 'received' ? 'registered' : null;
  if (stage === 'received') return null;
  return order.indexOf(leadsTo[act]) > order.indexOf(stage) ? leadsTo[act] : stage;
}

/** TR2: how an appeal ended. Never "upheld": to a court the council was right, to a council the family. */
export const outcomes = {
  pending: { words: 'Still open', hearing: false },
  unopposed: { words: 'The council told the tribunal that it does not oppose it', hearing: false },
  consent_order: { words: 'Both sides asked for an order by consent', hearing: false },
  withdrawn_resolved: { words: 'Withdrawn, because what was asked for was agreed', hearing: false },
  withdrawn_other: { words: 'Withdrawn for another reason', hearing: false },
  struck_out: { words: 'Struck out by the tribunal', hearing: false },
  allowed: { words: 'Allowed', hearing: true },
  allowed_in_part: { words: 'Allowed in part', hearing: true },
  dismissed: { words: 'Dismissed', hearing: true },
  remitted: { words: 'Sent back to be decided again', hearing: true },
} as const;
export type AppealOutcome = keyof typeof outcomes;
export const isOutcome = (text: string): text is AppealOutcome => Object.hasOwn(outcomes, text);

/** What the tribunal's own decision did. Null where it did not decide. */
export type OrderEffect = 'allowed' | 'allowed_in_part' | 'dismissed';

/** Which side got more of what it had asked for. `both`: an agreement, or a decision in part. */
export type Favoured = 'family' | 'council' | 'both' | 'neither';

export interface AppealEnding {
  readonly orderEffect: OrderEffect | null;
  readonly favoured: Favoured | null;
}
const endings: Readonly<Record<AppealOutcome, AppealEnding>> = {
  pending: { orderEffect: null, favoured: null },
  unopposed: { orderEffect: null, favoured: 'family' },
  consent_order: { orderEffect: null, favoured: 'both' },
  withdrawn_resolved: { orderEffect: null, favoured: 'both' },
  withdrawn_other: { orderEffect: null, favoured: 'neither' },
  struck_out: { orderEffect: null, favoured: 'neither' },
  allowed: { orderEffect: 'allowed', favoured: 'family' },
  allowed_in_part: { orderEffect: 'allowed_in_part', favoured: 'both' },
  dismissed: { orderEffect: 'dismissed', favoured: 'council' },
  remitted: { orderEffect: null, favoured: 'neither' },
};

/** TR2: what an outcome did, and for whom. The same for a list that is imported and for a form. */
export const endingOf = (outcome: AppealOutcome): AppealEnding => endings[outcome];

const NUMBER = /^EH\d{3}\/\d{2}\/\d{5}$/;

/** TR4: whether this is an appeal number in the one form it is kept in: EH, the council's code, the year, five digits. */
export const isAppealNumber = (text: string): boolean => NUMBER.test(text);

/** TR4: an appeal number however it was typed, in the form it is kept in; null when it is none. */
export function readAppealNumber(typed: string): string | null {
  if (typed.length > 60) return null;
  const number = typed.replace(/\s/g, '').toUpperCase();
  return isAppealNumber(number) ? number : null;
}

/** The tribunal's forms, by their numbers. */
export const forms = {
  SEND35: 'Appeal',
  SEND35A: 'Appeal against a refusal to assess',
  SEND7: 'Request for changes or directions',
  SEND8: 'Withdrawal',
  SEND11: 'Who comes to the hearing',
  SEND45: 'Case review',
  SEND46: 'Consent order',
} as const;
export type FormNumber = keyof typeof forms;

export type { Ground };
