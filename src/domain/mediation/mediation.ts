/**
 * Two kinds, never confused. `early_resolution` is run by the council's own mediation and dispute resolution officer and
 * gives no certificate; `mediation` is the statutory kind, run by an independent mediator.
 */
export const mediationKinds = {
  early_resolution: 'Early resolution, run by the council’s own dispute resolution officer',
  mediation: 'Mediation, run by an independent mediator',
} as const;
export type MediationKind = keyof typeof mediationKinds;

export const meetingModes = {
  in_person: 'In person',
  video: 'By video',
  phone: 'By phone',
  shuttle: 'Apart, with the mediator going between',
} as const;
export type MeetingMode = keyof typeof meetingModes;

/** Where the meeting is: nobody has begun, all together, a break, each side apart, or stopped for the day. */
export const phases = ['before', 'together', 'break', 'apart', 'stopped'] as const;
export type Phase = (typeof phases)[number];

/** What somebody comes as. The one who leads is a `mediator` in mediation and a `facilitator` in early resolution. */
export const comingAs = {
  party: 'In the disagreement',
  supporter: 'Supports somebody',
  advocate: 'Speaks for somebody',
  child: 'The child or young person',
  interpreter: 'Interprets',
  decides: 'Can say yes for the council',
  advises: 'Advises the council',
  health: 'From the health service',
  social_care: 'From social care',
  mediator: 'Mediator',
  facilitator: 'Dispute resolution officer',
} as const;
export type ComingAs = keyof typeof comingAs;

/** What one person may agree to for the council. `limits` in their own words; nothing said of something means cannot decide. */
export const decidable = {
  assess: 'To assess or assess again',
  issue: 'To make a plan',
  change: 'To change B or F',
  placement: 'To name a school or a placement',
  funding: 'To spend money',
} as const;
export type Decidable = keyof typeof decidable;
export type Authority = Partial<Record<Decidable, { may: 'yes' | 'no' | 'limited'; limits: string }>>;

/** The place somebody has in one mediation: a side of it, or leading it. Told by the database function `mediation_place`. */
export type Place = 'family' | 'council' | 'lead';
export type PrivateSide = 'family' | 'council';
