/** One way on when the answer is no. */
export interface Way {
  /** Its place on the page of the route. */
  id: string;
  title: string;
  words: string;
  /** Where the law says it; null where no law has to. */
  source: string | null;
}

/** What a family can do about a "no", by what it is called in the texts of the route. */
export const ways = {
  talk: {
    id: 'way-talk',
    title: 'Talk it over',
    words: 'Ask for somebody at the council who sorts out disagreements. You can do this at any time.',
    source: null,
  },
  mediate: {
    id: 'way-mediation',
    title: 'Mediation',
    words:
      'Somebody who does not take sides helps you and the council to talk. It is free. You choose whether to do it.',
    source: 'Children and Families Act 2014, sections 52 to 56',
  },
  // The clamp and the later-of rule belong to the tribunal's own calendar; here only the words.
  appeal: {
    id: 'way-appeal',
    title: 'Appeal to the tribunal',
    words:
      'A judge and experts who do not work for the council look at it again. You have 2 months from the day the letter was sent. If 1 month from your mediation certificate is later, you have until then.',
    source:
      'Children and Families Act 2014, section 51; First-tier Tribunal (HESC) Rules 2008 (SI 2008/2699), rule 20(1)(c)',
  },
  complain: {
    id: 'way-complain',
    title: 'Complain',
    words:
      'Write to the council that the help is missing. If that does not put it right, the ombudsman can look. It is free.',
    source: null,
  },
  advice: {
    id: 'way-advice',
    title: 'Ask for advice on the law',
    words: 'SENDIASS or IPSEA can tell you what else the law lets you do. Their advice is free.',
    source: null,
  },
} as const satisfies Record<string, Way>;
