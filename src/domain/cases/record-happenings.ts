import { change, councilChange, look, quiet, type Happening } from './happening-kinds.ts';

/**
 * What is recorded of requests for records, enquiries, what is kept and forgotten, and a young person who takes over. That one grown-up asked for a copy is theirs:
 * nothing of it stands in a list that another reads.
 */
export const recordHappenings: Readonly<Record<string, Happening>> = {
  'data.asked': quiet('asked for a copy of what is held'),
  'data.clarified': quiet('said what they mean with their request for a copy'),
  'data.fetched': quiet('fetched their copy of what is held'),
  'data.identity_checked': quiet('wrote down how it was checked who asks for a copy'),
  'data.clarify_asked': quiet('asked what somebody means with their request for a copy'),
  'data.extended': quiet('said that a copy takes longer, and why'),
  'data.closed': quiet('closed a request for a copy'),
  'data.gathered': quiet('gathered what is held, for somebody who asked for a copy'),
  'data.decided': quiet('decided whether something goes out in a copy'),
  'data.included': quiet('let go out what nobody need look at'),
  'data.marked': quiet('marked something that may do harm'),
  'data.made_ready': quiet('made a copy ready to go out'),
  'data.read_again': quiet('took a copy back to be read again'),
  'data.released': quiet('released a copy to whoever asked for it'),
  'chronology.seen': look('read all that happened, in order'),
  'enquiry.written': councilChange('wrote down that a councillor or somebody else asked about the case'),
  'enquiry.said': councilChange('said whether a councillor or somebody else may be told how the case goes'),
  'enquiry.withdrawn': councilChange('took back that a councillor or somebody else may be told how the case goes'),
  'enquiry.card_sent': councilChange('sent a councillor or somebody else a link to how the case goes'),
  'enquiry.card_opened': councilChange('had the card about the case opened'),
  'enquiry.answered': councilChange('wrote down that an enquiry was answered'),
  'case.closed': change('closed the case'),
  'case.opened_again': change('had the case opened again'),
  // Why a case is kept from being forgotten can tell one family member what another has begun: the council's to know.
  'hold.placed': quiet('kept the case from being forgotten'),
  'hold.ended': quiet('ended what kept the case from being forgotten'),
  'case.kept_as_written': quiet('wrote down how long the case is kept'),
  'retention.set': quiet('set how long something is kept'),
  'erasure.asked': quiet('asked that something be forgotten'),
  'erasure.cancelled': quiet('took back asking that something be forgotten'),
  'erasure.done': quiet('had something forgotten'),
  'takeover.ahead': quiet('was told that the decisions will be the young person’s'),
  'takeover.due': quiet('was told that the decisions are the young person’s now'),
  'capacity.written': councilChange('wrote down who decides something'),
  // What a young person says of one grown-up is not another's to read.
  'involvement.said': councilChange('said whether a grown-up stays involved'),
  'involvement.withdrawn': councilChange('took back that a grown-up stays involved'),
};
