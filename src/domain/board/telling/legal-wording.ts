import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { WhoHelps } from './next-steps.ts';
import type { Outcome } from '../outcomes.ts';
import { rightsOf } from './rights.ts';

const act = 'Children and Families Act 2014';
const regulations = 'Special Educational Needs and Disability Regulations 2014 (SI 2014/1530)';

/** What the council decided, in the words of the Act. */
const decided: Record<Outcome, string> = {
  assess: `The authority has decided to secure an EHC needs assessment under section 36 of the ${act} (regulation 5(1) of the ${regulations}).`,
  no_assess: `The authority has determined that it is not necessary for special educational provision to be made in accordance with an EHC plan, and has decided not to secure an EHC needs assessment (section 36(5) of the ${act}; regulation 5 of the ${regulations}).`,
  issue: `Following an EHC needs assessment the authority has decided that it is necessary for special educational provision to be made in accordance with an EHC plan (section 37(1) of the ${act}).`,
  no_issue: `Following an EHC needs assessment the authority has decided that it is not necessary for special educational provision to be made in accordance with an EHC plan (sections 36(9) and 37(1) of the ${act}; regulation 10 of the ${regulations}).`,
  contents: `The authority has settled what the EHC plan is to contain (sections 37 and 38 of the ${act}; regulation 12 of the ${regulations}).`,
  placement_asked: `The authority has agreed to name the school or other institution requested (sections 38 to 40 of the ${act}).`,
  placement_other: `The authority has decided which school or other institution, or type of it, the EHC plan is to name (sections 38 to 40 of the ${act}).`,
  amend: `Following a review the authority has decided to amend the EHC plan (section 44 of the ${act}; regulations 20(10) and 22 of the ${regulations}).`,
  no_amend: `Following a review the authority has decided to keep the EHC plan as it is (section 44 of the ${act}; regulation 20(10) of the ${regulations}).`,
  keep: `The authority has decided to continue to maintain the EHC plan (section 45 of the ${act}).`,
  cease: `The authority has decided to cease to maintain the EHC plan (section 45 of the ${act}; regulation 31 of the ${regulations}). The plan is kept until the time to appeal has run out or an appeal has ended (section 45(4)).`,
};

const grounds: Record<string, string> = {
  a: 'a decision not to secure an EHC needs assessment',
  b: 'a decision, following an EHC needs assessment, that it is not necessary for special educational provision to be made in accordance with an EHC plan',
  e: 'a decision not to amend or replace an EHC plan following a review or re-assessment',
  f: 'a decision to cease to maintain an EHC plan',
};

export interface LegalFacts extends WhoHelps {
  outcome: Outcome;
  sentOn: CalendarDate;
  appealBy: CalendarDate | null;
  adviserBy: CalendarDate | null;
}

/** "The legal wording": everything regulations 5(3), 10(3) and 32 want on a notice, in the law's own words (TELL9). */
export function legalWording(facts: LegalFacts): string[] {
  const { appeal } = rightsOf[facts.outcome];
  return [
    `Notice of ${facts.council}, sent on ${inWords(facts.sentOn)}. ${decided[facts.outcome]}`,
    ...(appeal === 'now' ? [rightOfAppeal(facts), mediation(facts)] : [noAppeal(facts.outcome)]),
    disagreement(facts),
  ];
}

function rightOfAppeal({ outcome, sentOn, appealBy }: LegalFacts): string {
  const { ground } = rightsOf[outcome];
  const until = appealBy ? ` On that footing the last day is ${inWords(appealBy)}, at 5pm.` : '';
  return `Right of appeal. You may appeal to the First-tier Tribunal (Special Educational Needs and Disability) against ${grounds[ground!]} (section 51(2)(${ground}) of the ${act}). The appeal must reach the Tribunal within two months of ${inWords(sentOn)}, the date on which this notice was sent, or one month of the date on which a mediation certificate was issued, whichever is the later (rules 12 and 20(1)(c) of the Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008).${until}`;
}

function mediation({ mediationAdviser, adviserBy, council, contact }: LegalFacts): string {
  const by = adviserBy ? `by ${inWords(adviserBy)}` : 'within two months of that date';
  return `Mediation (regulation 32 of the ${regulations}). You have a right to mediation under section 52 of the ${act}. You may appeal only if a mediation adviser has issued you with a certificate under section 55, except where the appeal concerns only the school or other institution named in a plan, the type of it, or that none is named. The mediation adviser is ${mediationAdviser}. You must contact the adviser ${by}, which is two months after this notice was sent, and say that you wish to appeal and whether you wish to pursue mediation. If you wish to pursue mediation you must tell the authority the mediation issues and, where you disagree with the health care provision specified in a plan or that none is specified, the health care provision you wish to be specified. Tell ${contact.name}, ${council}, ${contact.phone}.`;
}

const noAppeal = (outcome: Outcome): string =>
  rightsOf[outcome].appeal === 'with_final_plan'
    ? `This notice carries no right of appeal. The right under section 51(2)(c) of the ${act} arises when the EHC plan is first finalised, or is amended or replaced, and that notice will say so.`
    : `This notice carries no right of appeal under section 51 of the ${act}.`;

const disagreement = ({ disagreementService, adviceService }: LegalFacts): string =>
  `Disagreement resolution is available under section 57 of the ${act}${disagreementService ? `: ${disagreementService}` : ''}. Advice and information about matters relating to special educational needs are available under section 32${adviceService ? ` from ${adviceService}` : ''}.`;
