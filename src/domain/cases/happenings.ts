/**
 * What history records, in words that follow a name: "Priya Shah" + "set the day of the Board".
 * A `look` answers "who looked at this case". A `change` answers "what changed since last time", and browsers with the
 * case open are told of it. A `council_change` is the same for the council's side only: one family member's doings that
 * another is not told of. `room` rows are told at once to those who are in the place they name as their target, and to
 * nobody else. `quiet` rows are kept for the auditor and shown in neither.
 * Every room adds its own lines; a test reads the source and asks for words for each action.
 */
export interface Happening {
  readonly kind: 'look' | 'change' | 'council_change' | 'quiet' | 'room';
  readonly did: string;
}

const look = (did: string): Happening => ({ kind: 'look', did });
const change = (did: string): Happening => ({ kind: 'change', did });
const councilChange = (did: string): Happening => ({ kind: 'council_change', did });
const room = (did: string): Happening => ({ kind: 'room', did });
const quiet = (did: string): Happening => ({ kind: 'quiet', did });

export const happenings: Readonly<Record<string, Happening>> = {
  'case.opened': look('opened the case'),
  'case.opened_with_reason': look('opened the case with a reason'),
  'case.history_seen': look('looked at who has looked'),
  'case.created': change('opened this case'),
  'case.now_written': change('wrote what is happening now'),
  'case.child_answer_written': change('wrote what the child can be told today'),
  'case.board_set': change('set the day of the Board'),
  'case.stage_moved': change('moved the case to another step'),
  'dates.written': change('wrote down a day the law counts from'),
  'dates.exception_used': change('used an exception the law lists for one date'),
  'dates.exception_ended': change('ended an exception'),
  'decision.tried_to_tell': councilChange('tried to tell the family what the Board decided'),
  'decision.released': change('let the Board’s decision out'),
  'decision.opened': look('read what the Board decided'),
  // Kept out of "who looked": before the family is told, that there is something to read would tell them.
  'decision.early_opened': quiet('read what the Board decided before the family was told'),
  'decision.letter_opened': look('opened the letter about the decision'),
  'decision.call_asked': councilChange('asked to be rung about the Board’s decision'),
  'notice.to_post': quiet('has a decision unopened, so it is to be posted'),
  'notice.posted': councilChange('put the decision in the post'),
  'child.written': change('wrote on the child’s page'),
  'plan.written': councilChange('wrote how they want to be told things'),
  'plan.seen': look('read how the family wants to be told things'),

  'invitation.sent': change('invited somebody to the case'),
  'invitation.accepted': change('came to the case'),
  'invitation.cancelled': change('cancelled an invitation'),
  'invitation.renewed': quiet('sent a new link for an old one'),
  'invitation.code_read_out': quiet('made a code to read out on the phone'),
  'invitation.wrong_person': councilChange('told us that an invitation reached the wrong person'),
  'invitation.opened_by_another': look('tried to use an invitation that was for somebody else'),
  'given.call_me': councilChange('asked to be called'),
  'given.can_come': councilChange('said they can come'),
  'given.cannot_come': councilChange('said they cannot come'),
  'given.missing': councilChange('said that something is missing'),
  'given.photo': councilChange('sent a photo of a paper'),
  'given.seen': quiet('saw what was sent'),
  // Who may learn what of whom is the council's to know: one parent is not told of another.
  'adult.checked': quiet('wrote down what was checked of a grown-up'),
  'adult.ended': quiet('took a grown-up off the list'),
  'child.numbers_written': quiet('wrote down who this child is'),
  'sending.recorded': councilChange('sent something to a grown-up of the case'),

  'standing.ended': change('ended somebody’s place on the case'),

  'check.answered': change('said whether a paper is there'),
  'check.row_added': change('put a paper on the list'),
  'check.review_expected': change('put the papers of a review on the list'),
  'check.confirmed': change('said whether that is everything'),
  'advice.asked': change('asked somebody for a paper'),
  'advice.chased': change('chased a paper'),
  'advice.cancelled': change('took back asking for a paper'),
  'advice.chase_wished': change('asked the council to chase a paper'),
  'advice.answered': quiet('sent the paper they were asked for'),
  'advice.not_readable': quiet('sent a paper that cannot be opened'),
  'advice.wrong_person': councilChange('told us that asking for a paper reached the wrong person'),
  'paper.added': change('added a paper'),
  'paper.withdrawn': change('took a paper back'),
  'paper.released': change('checked a paper and let everyone read it'),
  'paper.held_again': quiet('had a paper checked again, because more is hidden now'),
  'paper.not_taken': change('checked a paper and did not take it'),
  'paper.recalled': change('took away a paper that should never have been here'),
  'paper.misfile_asked': quiet('asked to move a paper to another case'),
  'paper.moved_away': change('took away a paper that was put on the wrong case'),
  'paper.moved_here': change('brought a paper that had been put on another case'),
  'breach.closed': quiet('decided whether the regulator is told'),
  'paper.held_seen': quiet('looked at papers that wait to be checked'),
  'paper.scanned': quiet('was looked at for viruses'),
  'paper.used': change('said what a paper was used for'),
  // What is one person's own is told to nobody; a question is between whoever asks and the officers.
  'note.written': quiet('wrote a note of their own on a page'),
  'note.removed': quiet('removed a note of their own'),
  'question.asked': councilChange('asked about a bit of a paper they do not understand'),
  'question.answered': quiet('answered a question about a paper'),
  'page.marked_important': change('marked a page as important'),
  'correction.asked': change('asked for a correction in a paper'),
  'comment.shared': change('shared what they said of a page'),
  'comment.removed': change('took back what they said of a page'),
  'comment.answered': change('answered what was said of a page'),
  'paper.read': quiet('was read for its words'),
  'paper.opened': look('opened a paper'),
  'paper.downloaded': look('downloaded a paper'),
  'paper.place_marked': quiet('marked something to be hidden'),
  'paper.mark_taken_back': quiet('took back a mark to hide something'),
  'paper.renamed': change('gave a paper another name'),
  'paper.redacted': change('hid something in a paper'),
  'paper.original_opened': look('opened a paper as it was sent, with nothing hidden'),
  'paper.download_stopped': quiet('lost access while a paper was on its way'),
  'pack.frozen': change('froze what the Board will see'),
  'pack.opened': look('looked at what the Board will see'),
  'pack.downloaded': look('downloaded what the Board will see'),
  'book.asked': quiet('asked for what the Board will see as one PDF'),
  'book.cancelled': quiet('stopped the making of a PDF'),
  'book.made': quiet('was made into one PDF'),
  'book.not_made': quiet('could not be made into one PDF'),
  'book.downloaded': look('downloaded what the Board will see as one PDF'),
  'book.download_stopped': quiet('lost access while a PDF was on its way'),

  // What the Board writes while it talks is its own until it is saved, and what it decided is the family's from a person first.
  'reason.added': quiet('wrote a reason on the Board’s desk'),
  'reason.changed': quiet('changed a reason on the Board’s desk'),
  'reason.moved': quiet('moved a reason on the Board’s desk'),
  'reason.removed': quiet('took a reason off the Board’s desk'),
  'important.answered': quiet('answered a page the family marked as important'),
  'decision.drafted': quiet('wrote what the Board is about to decide'),
  'check.voided': change('found that something changed after the family said that is everything'),
  'decision.saved': councilChange('saved the Board’s decision'),
  'agenda.put_on': change('put the case on the agenda of the Board'),
  'agenda.taken_off': change('took the case off the agenda of the Board'),
  'agenda.not_asked': change('wrote why the Board goes ahead without asking'),
  'board.places_settled': change('changed which members of the Board may read this case'),
  'board_notice.sent': quiet('was told who sits on the Board and when'),
  'board_notice.opened': councilChange('opened the page about the Board'),
  'gap.raised': change('said that something fundamental is missing'),
  // Before the family is told, that a paper came after the decision would tell them that there is one.
  'gap.paper_late': quiet('sent a paper after the Board had decided'),
  'gap.late_answered': quiet('answered what a paper that came late changes'),
  'gap.consented': change('said what the family thinks of it'),
  'gap.answered': change('answered what was said to be missing'),

  'space.opened': change('opened the shared page'),
  'space.read': look('read the shared page'),
  'space.closed': change('closed the shared page'),
  'point.added': change('added a point'),
  'point.proposed': change('put words forward for a point'),
  'point.withdrawn': change('took back words on a point'),
  'point.agreed': change('agreed a point'),
  'point.not_agreed': change('said a point is not agreed yet'),
  'point.come_back_to': change('asked to come back to a point'),
  'point.reopened': change('opened an agreed point again'),
  'point.page_added': change('added a page to a point'),
  'point.page_removed': change('took a page off a point'),
  // Told at once to whoever is in the room, and of no interest the next day.
  'hand.raised': quiet('raised a hand'),
  'hand.lowered': quiet('lowered a hand'),
  'hand.called': quiet('called on somebody'),
  'agenda.moved': quiet('moved on in the agenda'),
  'break.taken': quiet('took a break'),
  'break.ended': quiet('ended the break'),

  // Made by the signing, which everybody is told of; what a round does has nobody's name to it.
  'promise.made': quiet('promised something'),
  'promise.replaced': quiet('agreed something in the place of a promise'),
  'promise.kept': change('wrote down that something promised was done'),
  'promise.doing_said': change('said what is being done about something promised'),
  'promise.reported': change('said whether something promised was done'),
  'promise.reminded': quiet('reminded whoever promised something'),
  'promise.asked': change('asked whether something promised was done'),
  'promise.raised': change('put something promised that is late before a senior manager'),

  'mediation.together': room('brought everyone together'),
  'mediation.apart': room('gave each side time of its own'),
  'mediation.break': room('asked for a break'),
  'mediation.stopped': room('stopped for today'),
  'clause.added': room('added a clause'),
  'clause.changed': room('changed what a clause says'),
  'clause.put_forward': room('put a clause forward'),
  'clause.agreed': room('agreed to a clause'),
  'clause.taken_back': room('took back agreeing to a clause'),
  'clause.check_asked': room('needs to check a clause with somebody'),
  'clause.check_passed': room('was to have heard about a clause by now'),
  'clause.checked': room('has checked a clause'),
  'clause.opened_again': room('opened a clause again'),
  'clause.dropped': room('dropped a clause'),
  'clause.moved': room('put the clauses in another order'),
  'left_over.added': room('put something on the list of what is not agreed'),
  'left_over.written': room('wrote their side’s words about what is not agreed'),
  'left_over.settles': room('wrote what would settle something'),
  'left_over.removed': room('took something off the list of what is not agreed'),
  'mediation.carried': room('passed on words as their owner allowed'),

  'mediation.mediator_appointed': room('invited a mediator'),
  'mediation.mediator_ended': room('ended a mediator’s part'),
  'mediation.independence_said': room('said that they are independent'),
  'mediation.agreed_to_mediate': room('said yes to how the meeting works'),
  'mediation.agreed_aloud': room('wrote down that somebody said yes to how the meeting works'),
  'mediation.person_brought': room('put somebody on the list of who comes'),
  'mediation.person_allowed': room('agreed that somebody comes'),
  'mediation.person_left': room('took somebody off the list of who comes'),
  'mediation.coming_said': room('said if they come'),
  'mediation.signs_said': room('said who signs'),
  'mediation.authority_written': room('said what they can agree to'),
  'mediation.time_offered': room('offered a time to meet'),
  'mediation.time_answered': room('said if they can come then'),
  'mediation.time_taken_back': room('took a time back'),
  'mediation.day_fixed': room('fixed the day of the meeting'),
  'mediation.may_exchange_said': room('said if their words may be exchanged'),
  'mediation.words_exchanged': room('exchanged what each side hopes for'),
  // One side's own: that there is something is not told to the other.
  'mediation.needs_written': quiet('wrote what makes the meeting easier for them'),
  'mediation.words_written': quiet('wrote what their side hopes for'),
  'mediation.call_offered': quiet('offered one side a call before the meeting'),
};

/** The words for one action, or null for one that concerns no case. */
export const happeningOf = (action: string): Happening | null => happenings[action] ?? null;

/** The actions of these kinds, for asking the history about them. */
export const actionsOf = (...kinds: Happening['kind'][]): string[] =>
  Object.keys(happenings).filter((action) => kinds.includes(happenings[action]!.kind));
