import type { Section } from './report.ts';

export const provesSection: Section = {
  heading: 'What this shows',
  says: [],
  list: [
    'How many of the families the officers worked with settled without a hearing, as the council counted them.',
    'How sure one can be of a share from so few families: that is what the range is for.',
    'What the work cost for each family, and what an appeal cost in tribunal staff, from figures with their sources.',
  ],
};

export const notShownSection: Section = {
  heading: 'What this does not show',
  says: [],
  list: [
    'There was no comparison group. Nobody knows how many of these families would have settled anyway.',
    'Families were not chosen at random. Who was offered help, and who took it, may differ from the others.',
    '“Settled” is not “avoided”. Some families who settled would never have appealed, and some may appeal later.',
    'It says nothing of whether what was agreed was right for the child, or was done. See what was promised and kept.',
    'What changed between two times may have changed for other reasons: the law, staff, the number of plans.',
    'A cost of staff for each appeal is an average. One appeal fewer does not save it.',
  ],
};

export const formulaSection: Section = {
  heading: 'How each number is worked out',
  says: [],
  list: [
    'Share: the part divided by the whole. Range: the 95% score interval of Wilson (1927). With fewer than 30, only the range is given.',
    'A month: the number divided by the days it covers, times 365.25, divided by 12.',
    'Cost for each: the sum divided by the number, only where both cover exactly the same time.',
    'What it might have cost otherwise: from none of the settled families appealing, to all of them.',
    'Hearing avoided: the decision could be appealed, everything was agreed, nobody appealed, and the last day to appeal is over.',
    'Median: half took fewer days, half took more. Beside it stand the fewest and the most days.',
    'Numbers under five are not shown, nor any number they could be worked out from. 0 is one of them.',
    'What is counted here is counted to the end of last month. It uses days and codes alone: no words, no names.',
  ],
};
