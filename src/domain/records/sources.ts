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
  agenda_item: gathered('dates', 'emptied'),
  involvement: gathered('adult'),
  last_visit: not('technical'),
  standing: not('technical', 'stays'),
  exclusion: not('safeguarding', 'stays'),
  invitation: not('technical', 'emptied'),
  given: not('technical', 'emptied'),

  contact_entry: gathered('thread', 'emptied'),
  contact_attachment: not('technical', 'stays'),
  contact_sending: not('technical', 'stays'),
  case_address: not('technical'),
  mail_arrival: not('unproven'),
  communication_plan: gathered('adult'),
  promise: gathered('promise', 'emptied'),
  promise_report: gathered('promise', 'emptied'),
  handover: gathered('handover'),
  enquiry: gathered('enquiry', 'emptied'),
  complaint: not('elsewhere', 'emptied'),

  evidence_item: gathered('paper', 'emptied'),
  evidence_page: gathered('paper'),
  check_row: gathered('check', 'emptied'),
  check_answer: gathered('check', 'emptied'),
  confirmation: gathered('check', 'emptied'),
  paper_comment: gathered('check', 'emptied'),
  pack: gathered('pack', 'emptied'),
  pack_book: not('technical'),
  advice_request: gathered('check', 'emptied'),
  chase: not('technical', 'stays'),
  redaction: not('other_people', 'stays'),
  paper_match: not('other_people'),
  misfile: not('other_people', 'emptied'),
  breach: not('other_people', 'emptied'),
  sending: gathered('letter', 'emptied'),

  board_notice: gathered('letter', 'emptied'),
  decision: gathered('decision', 'emptied'),
  decision_draft: not('working'),
  decision_reason: not('working'),
  important_answer: not('working'),
  release: gathered('letter', 'emptied'),
  telling: gathered('letter', 'emptied'),
  notice: not('technical', 'stays'),
  serious_gap: gathered('check', 'emptied'),

  space: not('technical', 'stays'),
  point: not('technical', 'emptied'),
  proposal: not('technical', 'emptied'),
  point_saying: not('technical', 'emptied'),
  point_page: not('technical', 'stays'),
  hand: not('technical'),
  space_command: not('technical'),
  presence: not('technical'),
  document: not('technical'),

  dispute: not('mediation', 'emptied'),
  dispute_issue: not('mediation', 'emptied'),
  certificate: not('mediation', 'stays'),
  mediation: not('mediation', 'emptied'),
  mediation_party: not('mediation', 'emptied'),
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
  agreement: not('mediation', 'emptied'),
  agreement_copy: not('mediation'),
  agreement_end: not('mediation', 'emptied'),
  signature: not('mediation', 'stays'),
  signature_reminder: not('technical', 'stays'),
  reopen_asked: not('mediation', 'stays'),
  outcome_record: not('mediation', 'emptied'),
  outcome_private: not('mediation'),
  mediation_rating: not('mediation'),

  appeal: not('appeal', 'emptied'),
  bundle: not('appeal'),
  bundle_paper: not('appeal'),
  bundle_finding: not('appeal'),

  data_request: not('technical', 'emptied'),
  data_request_item: not('technical'),
  legal_hold: not('appeal', 'emptied'),
  erasure: not('technical', 'stays'),
};
