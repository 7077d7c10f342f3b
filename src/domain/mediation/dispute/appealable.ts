import type { Area, Ground } from './dispute.ts';

/** The sections of a plan (regulation 12), as a family reads them. H is two of them by law. */
export const planSections = {
  A: { holds: 'Views, interests and hopes', area: 'education', appeal: 'no' },
  B: { holds: 'Needs (special educational needs)', area: 'education', appeal: 'yes' },
  C: { holds: 'Health needs', area: 'health', appeal: 'recommend' },
  D: { holds: 'Social care needs', area: 'social_care', appeal: 'recommend' },
  E: { holds: 'Outcomes: what should get better', area: 'education', appeal: 'consequence' },
  F: { holds: 'The help at school or college, how much of it and by whom', area: 'education', appeal: 'yes' },
  G: { holds: 'Help from the health service', area: 'health', appeal: 'recommend' },
  H1: { holds: 'Help from social care, by the law for disabled children', area: 'social_care', appeal: 'recommend' },
  H2: { holds: 'Other help from social care', area: 'social_care', appeal: 'recommend' },
  I: { holds: 'The school or college, or the type of it', area: 'education', appeal: 'yes' },
  J: { holds: 'Personal budget', area: 'education', appeal: 'no' },
  K: { holds: 'The list of reports', area: 'education', appeal: 'no' },
} as const satisfies Record<string, { holds: string; area: Area; appeal: Appealable }>;
export type PlanSection = keyof typeof planSections;
export const isPlanSection = (text: string): text is PlanSection => Object.hasOwn(planSections, text);

/** What the tribunal can do about one issue. `unclear`: it depends on the section, which nobody has said. */
export type Appealable = 'yes' | 'recommend' | 'consequence' | 'no' | 'unclear';
export const appealableInWords: Record<Appealable, { short: string; why: string }> = {
  yes: { short: 'Can be appealed', why: 'The tribunal can change this, and the council must do what it says.' },
  recommend: {
    short: 'The tribunal may only recommend',
    why: 'It can do so beside an appeal about education. The council or the health service must then answer in writing, with reasons if it says no.',
  },
  consequence: {
    short: 'Cannot be appealed by itself',
    why: 'It can change because something else in the plan changes.',
  },
  no: { short: 'Cannot be appealed', why: 'You can still talk about it in mediation, and agree on it.' },
  unclear: {
    short: 'We cannot say yet',
    why: 'It depends on which decision, or which section of the plan, this is about.',
  },
};

export interface Issue {
  planSection: PlanSection | null;
  settled: boolean;
}

/**
 * DIS1: whether an issue can be appealed follows from its section. DIS2: without one it is about the decision itself,
 * and follows from its ground. A recommendation about health or social care needs an appeal about education beside it
 * that is not about refusing to assess (SI 2017/1306).
 */
export function appealable({ planSection }: Pick<Issue, 'planSection'>, ground: Ground | null): Appealable {
  if (planSection === null) return ground === null || ground === 'plan_contents' ? 'unclear' : 'yes';
  const { appeal } = planSections[planSection];
  return appeal === 'recommend' && ground === 'not_assess' ? 'no' : appeal;
}

/** `none`: nothing here carries a right of appeal yet. `for_school_only`: none is needed, because only Section I is left. */
export type CertificateNeed = 'needed' | 'for_school_only' | 'none';

/**
 * DIS3: an appeal needs a mediation certificate, except one about Section I alone (CFA 2014 s.55(2)). A recommendation
 * asked for beside it makes it more than Section I. With no issue written down nobody can say that it is Section I alone.
 */
export function certificateNeed(ground: Ground | null, issues: readonly Issue[]): CertificateNeed {
  if (ground === null) return 'none';
  if (ground !== 'plan_contents') return 'needed';
  const before = issues.filter((issue) => !issue.settled && mayReachTheTribunal(appealable(issue, ground)));
  return before.length > 0 && before.every(({ planSection }) => planSection === 'I') ? 'for_school_only' : 'needed';
}

const mayReachTheTribunal = (answer: Appealable) => ['yes', 'recommend', 'unclear'].includes(answer);
