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

/** What the tribunal's own decision did. Null where it did not decide. */
export type OrderEffect = 'allowed' | 'allowed_in_part' | 'dismissed';

/** Which side got more of what it had asked for. `both`: an agreement, or a decision in part. */
export type Favoured = 'family' | 'council' | 'both' | 'neither';

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
