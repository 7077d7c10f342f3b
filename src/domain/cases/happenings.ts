/**
 * What history records, in words that follow a name: "Priya Shah" + "set the day of the Board". A `look` answers
 * "who looked at this case"; a `change` answers "what changed since last time"; `quiet` rows are kept for the auditor
 * and shown in neither. Every room adds its own lines; a test reads the source and asks for words for each action.
 */
export interface Happening {
  readonly kind: 'look' | 'change' | 'quiet';
  readonly did: string;
}

const look = (did: string): Happening => ({ kind: 'look', did });
const change = (did: string): Happening => ({ kind: 'change', did });
const quiet = (did: string): Happening => ({ kind: 'quiet', did });

export const happenings: Readonly<Record<string, Happening>> = {
  'case.opened': look('opened the case'),
  'case.history_seen': look('looked at who has looked'),
  'case.created': change('opened this case'),
  'case.now_written': change('wrote what is happening now'),
  'case.child_answer_written': change('wrote what the child can be told today'),
  'case.board_set': change('set the day of the Board'),
  'case.stage_moved': change('moved the case to another step'),
  'child.written': change('wrote on the child’s page'),
  'plan.written': change('wrote how they want to be told things'),
  'plan.seen': look('read how the family wants to be told things'),
  'invitation.sent': change('invited somebody to the case'),
  'invitation.accepted': change('came to the case'),
  'invitation.cancelled': change('cancelled an invitation'),
  'invitation.renewed': quiet('sent a new link for an old one'),
  'invitation.code_read_out': quiet('made a code to read out on the phone'),
  'invitation.wrong_person': change('told us that an invitation reached the wrong person'),
  'invitation.opened_by_another': look('tried to use an invitation that was for somebody else'),
  'given.call_me': change('asked to be called'),
  'given.can_come': change('said they can come'),
  'given.cannot_come': change('said they cannot come'),
  'given.missing': change('said that something is missing'),
  'given.photo': change('sent a photo of a paper'),
  'given.seen': quiet('saw what was sent'),
  'standing.ended': change('ended somebody’s place on the case'),
  'case.opened_with_reason': look('opened the case with a reason'),
  'check.answered': change('said whether a paper is there'),
  'check.row_added': change('put a paper on the list'),
  'check.confirmed': change('said whether that is everything'),
  'paper.added': change('added a paper'),
  'paper.withdrawn': change('took a paper back'),
  'paper.read': quiet('was read for its words'),
  'paper.opened': look('opened a paper'),
  'paper.downloaded': look('downloaded a paper'),
  'paper.download_stopped': quiet('lost access while a paper was on its way'),
  'pack.frozen': change('froze what the Board will see'),
  'pack.opened': look('looked at what the Board will see'),
  'pack.downloaded': look('downloaded what the Board will see'),
};

/** The words for one action, or null for one that is not shown. */
export const happeningOf = (action: string): Happening | null => happenings[action] ?? null;

/** The actions of one kind, for asking the history about them. */
export const actionsOf = (kind: Happening['kind']): string[] =>
  Object.keys(happenings).filter((action) => happenings[action]!.kind === kind);
