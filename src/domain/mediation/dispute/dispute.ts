/** What may be appealed: section 51(2) of the Children and Families Act 2014. Null in a row: nothing with a right of appeal. */
export const grounds = {
  not_assess: { words: 'The council will not assess', source: 'section 51(2)(a)' },
  no_plan: { words: 'The council assessed and will not make a plan', source: 'section 51(2)(b)' },
  plan_contents: { words: 'What the plan says in B, F or I, or that no school is named', source: 'section 51(2)(c)' },
  not_reassess: { words: 'The council will not assess again', source: 'section 51(2)(d)' },
  not_amend: {
    words: 'The council will not change the plan after a review or a new assessment',
    source: 'section 51(2)(e)',
  },
  cease: { words: 'The council will end the plan', source: 'section 51(2)(f)' },
} as const;
export type Ground = keyof typeof grounds;

/** Who holds the right to appeal: a parent, or a young person over compulsory school age. */
export type RightsHolder = 'parent' | 'young_person';
export const rightsHolders: Record<RightsHolder, string> = {
  parent: 'A parent or carer',
  young_person: 'The young person',
};

export type Area = 'education' | 'health' | 'social_care';
export const areas: Record<Area, string> = {
  education: 'Education',
  health: 'Health',
  social_care: 'Social care',
};

/** Mediation certificates: none wanted, after mediation, or not arranged in 30 days. */
export type CertificateKind = 'declined' | 'mediated' | 'not_arranged';
export const certificateKinds: Record<CertificateKind, { words: string; clockFrom: string }> = {
  declined: { words: 'Mediation was not wanted', clockFrom: 'the adviser was told that mediation is not wanted' },
  mediated: { words: 'After mediation', clockFrom: 'the mediation ended' },
  not_arranged: {
    words: 'Mediation could not be arranged in 30 days',
    clockFrom: 'the adviser was told that it cannot be arranged',
  },
};

/** How a disagreement ended. It says nothing of what was talked about. */
export const endings = {
  settled: 'It is settled',
  not_pursued: 'It is not being taken further',
  appealed: 'It goes on as an appeal',
} as const;
export type Ending = keyof typeof endings;
