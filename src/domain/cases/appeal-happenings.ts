import { councilChange, quiet, room, type Happening } from './happening-kinds.ts';

/** What is recorded of appeals and their bundles. Another grown-up of the child may not know that there is one: nothing here is told to a whole case. */
export const appealHappenings: Readonly<Record<string, Happening>> = {
  // A bundle is for those in its appeal; another grown-up of the child may not know that there is one.
  'bundle.started': quiet('started a bundle for a hearing'),
  'bundle.paper_put': quiet('put a paper into a bundle'),
  'bundle.paper_moved': quiet('moved a paper within a bundle'),
  'bundle.paper_taken_out': quiet('took a paper out of a bundle'),
  'bundle.finding_looked_at': quiet('looked at what was found in a bundle'),
  'bundle.frozen': quiet('froze a bundle'),
  'bundle.sent': quiet('wrote down that a bundle was sent'),
  'bundle.opened': quiet('looked at a bundle'),
  'bundle.pdf_asked': quiet('asked for a bundle as one PDF'),
  'bundle.downloaded': quiet('downloaded a bundle'),
  'bundle.download_stopped': quiet('lost access while a bundle was on its way'),
  // Another adult of the child may not know that there is an appeal: only those who are in it are told, and only live.
  'appeal.date_set': room('wrote down a date of the appeal'),
  'appeal.date_done': room('wrote down that something of the appeal was done'),
  'appeal.form_written': room('wrote down a form of the appeal'),
  'appeal.opened': quiet('read about an appeal'),
  // In the council's own chain, where no case is concerned, nobody reads it at all.
  'appeal.registered': quiet('put an appeal into the register'),
  'appeal.imported': quiet('brought a list of appeals into the register'),
  'appeal.filled_from_list': quiet('filled in what was not known of an appeal, from a list'),
  'appeal.issue_added': room('wrote down what the appeal is about'),
  'appeal.issue_settled': room('said that something of the appeal is settled'),
  'appeal.issue_reopened': room('opened something of the appeal again'),
  'appeal.issue_page_added': room('added a page to something of the appeal'),
  'appeal.linked': councilChange('linked an appeal to the case'),
  'appeal.parties_changed': councilChange('said whom an appeal is for'),
  // Who of the tribunal team works on an appeal, and what the team thinks of it, is told to nobody else.
  'appeal.claimed': quiet('took an appeal to work on'),
  'appeal.released': quiet('let go of an appeal'),
  'appeal.taken_over': quiet('took an appeal over from somebody'),
  'appeal.reviewed': quiet('answered the questions of an appeal'),
  'appeal.review_answered': quiet('said what they think of the answer about an appeal'),
  'appeal.asked_again': quiet('was asked the questions of an appeal'),
  'appeal.ended': room('wrote down how the appeal ended'),
  'appeal.order_added': room('wrote down what must be done after the appeal'),
  'appeal.duty_settled': room('wrote down that something after the appeal was done'),
  'appeal.duty_raised': quiet('put something late after an appeal before whoever leads the team'),
  'appeal.causes_said': quiet('wrote down what an appeal came from'),
  'cause.named': quiet('changed the list of what appeals come from'),
  'change_made.added': quiet('wrote down what is done differently because of appeals'),
  'change_made.ended': quiet('wrote down that something is no longer done differently'),
  'appeal.bearing_said': quiet('said whether a decided case bears on an appeal'),
};
