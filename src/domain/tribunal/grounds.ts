import type { Ground } from '#domain/mediation/dispute/dispute.ts';
import type { AppealedSection, FormNumber } from './appeal.ts';

/** What follows from the ground of an appeal. */
export interface GroundFacts {
  /** The library's tag, where the ground has one of its own; an appeal about a plan has one for each section. */
  readonly tag: string | null;
  readonly form: FormNumber;
  /** Whether a recommendation about health or social care may be asked for beside it (SI 2017/1306): never beside a refusal to assess. */
  readonly extended: boolean;
}

export const groundFacts: Readonly<Record<Ground, GroundFacts>> = {
  not_assess: { tag: 'refusal-to-assess', form: 'SEND35A', extended: false },
  no_plan: { tag: 'refusal-to-issue', form: 'SEND35', extended: true },
  plan_contents: { tag: null, form: 'SEND35', extended: true },
  not_reassess: { tag: 'refusal-to-assess', form: 'SEND35', extended: true },
  not_amend: { tag: null, form: 'SEND35', extended: true },
  cease: { tag: 'cease', form: 'SEND35', extended: true },
};

const sectionTags: Record<AppealedSection, string> = { B: 'contents-B', F: 'contents-F', I: 'contents-I' };

/** The library's tags for one appeal's kind: what decided cases and this council's own past are compared by. */
export function groundTags(appeal: {
  ground: Ground;
  sections: readonly AppealedSection[];
  asksHealth: boolean;
  asksSocialCare: boolean;
}): string[] {
  const { tag } = groundFacts[appeal.ground];
  const own = tag ? [tag] : appeal.sections.map((section) => sectionTags[section]);
  return appeal.asksHealth || appeal.asksSocialCare ? [...own, 'health-social-care'] : own;
}
