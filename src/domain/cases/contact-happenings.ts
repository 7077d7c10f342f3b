import { change, councilChange, look, quiet, type Happening } from './happening-kinds.ts';

/** What is recorded of the thread and its promises. What one family member and the council say is not told to another. */
export const contactHappenings: Readonly<Record<string, Happening>> = {
  'contact.written': councilChange('added to the messages'),
  'contact.written_to_all': change('added to the messages for everybody'),
  'contact.letter_made': quiet('made a letter'),
  'contact.letter_posted': councilChange('put a letter in the post'),
  'contact.read': look('read the messages'),
  'mail.held': quiet('sent an e-mail that waits for an officer'),
  'mail.held_seen': quiet('looked at e-mail that waits to be sorted'),
  'mail.sorted': councilChange('said who an e-mail is from'),
  'mail.put_aside': councilChange('put an e-mail aside'),
  'mail.came_back': councilChange('could not be reached by e-mail'),
  // In the council's own chain, where no case is concerned.
  'contact.promises_set': quiet('set what the council promises about answering'),
  'promise.made': quiet('promised something'),
  'promise.replaced': quiet('agreed something in the place of a promise'),
  'promise.kept': change('wrote down that something promised was done'),
  'promise.doing_said': change('said what is being done about something promised'),
  'promise.reported': change('said whether something promised was done'),
  'promise.reminded': quiet('reminded whoever promised something'),
  'promise.asked': change('asked whether something promised was done'),
  'promise.raised': change('put something promised that is late before a senior manager'),
  'promise.answered': quiet('answered, and so kept a promise'),
  'promise.kept_for_one': councilChange('wrote down that something promised was done'),
  'promise.doing_said_to_one': councilChange('said what is being done about something promised'),
  'promise.reported_by_one': councilChange('said whether something promised was done'),
};
