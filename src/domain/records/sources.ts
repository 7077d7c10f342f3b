/** Which part of what goes out something belongs to, in the order it is told. */
export const partsInWords = {
  child: 'About the child',
  dates: 'Days and steps',
  thread: 'Messages, calls and meetings',
  promise: 'Promises',
  paper: 'Papers, page by page',
  check: 'The list of papers, and what was said of them',
  pack: 'What the Board was shown of the shared page',
  decision: 'What the Board decided, and why',
  letter: 'How you were told',
  handover: 'Notes from one officer to the next',
  enquiry: 'Enquiries by councillors and others',
  adult: 'What was written down about you',
  history: 'Who looked, and who did what',
} as const;
export type Part = keyof typeof partsInWords;

/** Why something that is held of a case is no part of what goes out. */
export const whyNotGathered = {
  mediation: 'Talks in a mediation, private rooms and the mediator’s notes belong to those who were there',
  appeal: 'What the tribunal team thinks of an appeal, and the council’s legal advice, is legal advice',
  safeguarding: 'It is kept to keep somebody safe, or says who must not see the case',
  other_people: 'It is about somebody else, or another child',
  unproven: 'It was never shown to be about this child or from its family',
  working: 'It is a draft; what came of it is in the other parts',
  elsewhere: 'It is kept and answered for by another part of the council',
  technical: 'It is what the system runs on, or a second copy, and says nothing more',
} as const;
export type WhyNot = keyof typeof whyNotGathered;

/** What forgetting a case does to the rows of a table: they go, their words are emptied, or they stay as ids and dates. */
export type Forgotten = 'removed' | 'emptied' | 'stays';

export interface Source {
  gathered: Part | { not: WhyNot };
  forgotten: Forgotten;
}

const gathered = (part: Part, forgotten: Forgotten = 'removed'): Source => ({ gathered: part, forgotten });
const not = (why: WhyNot, forgotten: Forgotten = 'removed'): Source => ({ gathered: { not: why }, forgotten });

/**
 * Every table that holds something of one case: how a request for records gathers it, or why it never does, and what
 * forgetting the case does to it. A test reads the database and fails for a table that is not here.
 */
export const sources: Readonly<Record<string, Source>> = {
  case_file: gathered('child', 'emptied'),
  child_page: gathered('child'),
  adult: gathered('adult'),
  case_milestone: gathered('dates'),
  statutory_exception: gathered('dates'),
  stage_move: gathered('dates', 'stays'),
  case_closing: gathered('dates'),
  agenda_item: gathered('dates'),
  involvement: gathered('adult'),
  capacity: gathered('child'),
  last_visit: not('technical'),
  standing: not('technical'),
  exclusion: not('safeguarding'),
  invitation: not('technical'),
  given: not('technical'),

  contact_entry: gathered('thread'),
  contact_attachment: not('technical'),
  contact_sending: not('technical'),
  case_address: not('technical'),
  mail_arrival: not('unproven'),
  communication_plan: gathered('adult'),
  promise: gathered('promise'),
  promise_report: gathered('promise'),
  handover: gathered('handover'),
  enquiry: gathered('enquiry'),
  complaint: not('elsewhere', 'emptied'),

  evidence_item: gathered('paper'),
  evidence_page: gathered('paper'),
  check_row: gathered('check'),
  check_answer: gathered('check'),
  confirmation: gathered('check'),
  paper_comment: gathered('check'),
  pack: gathered('pack'),
  pack_book: not('technical'),
  advice_request: gathered('check'),
  chase: not('technical'),
  redaction: not('other_people'),
  paper_match: not('other_people'),
  misfile: not('other_people'),
  breach: not('other_people'),
  sending: gathered('letter'),

  board_notice: gathered('letter'),
  decision: gathered('decision'),
  decision_draft: not('working'),
  decision_reason: not('working'),
  important_answer: not('working'),
  release: gathered('letter'),
  telling: gathered('letter'),
  notice: not('technical'),
  serious_gap: gathered('check'),

  space: not('technical'),
  point: not('technical'),
  proposal: not('technical'),
  point_saying: not('technical'),
  point_page: not('technical'),
  hand: not('technical'),
  space_command: not('technical'),
  presence: not('technical'),
  document: not('technical'),

  dispute: not('mediation'),
  dispute_issue: not('mediation'),
  certificate: not('mediation'),
  mediation: not('mediation'),
  mediation_party: not('mediation'),
  meeting_time: not('mediation'),
  meeting_time_answer: not('mediation'),
  pre_call: not('mediation'),
  side_statement: not('mediation'),
  private_room: not('mediation'),
  private_note: not('mediation'),
  mediator_note: not('mediation'),
  carried: not('mediation'),
  clause: not('mediation'),
  clause_saying: not('mediation'),
  not_agreed: not('mediation'),
  agreement: not('mediation'),
  agreement_copy: not('mediation'),
  agreement_end: not('mediation'),
  signature: not('mediation'),
  signature_reminder: not('technical'),
  reopen_asked: not('mediation'),
  outcome_record: not('mediation'),
  outcome_private: not('mediation'),
  mediation_rating: not('mediation'),

  appeal: not('appeal'),
  bundle: not('appeal'),
  bundle_paper: not('appeal'),
  bundle_finding: not('appeal'),

  data_request: not('technical'),
  data_request_item: not('technical'),
  legal_hold: not('appeal'),
  erasure: not('technical', 'stays'),
};
