import type { Role } from '#domain/access/standing.ts';

/** Whom an officer may invite. Staff come by their team or by a standing, never by a link. */
export const inviteeRoles = ['parent', 'young_person', 'supporter', 'practitioner'] as const satisfies readonly Role[];
export type InviteeRole = (typeof inviteeRoles)[number];
/** A mediator comes by the same link and code, invited from the page of their mediation and from nowhere else (RDY1). */
export type InvitedRole = InviteeRole | 'mediator';

/** What kind of person an invitation makes of somebody nobody knows yet. A mediator belongs to no family. */
export const kindOfInvited = (role: Role): 'family' | 'practitioner' =>
  role === 'practitioner' || role === 'mediator' ? 'practitioner' : 'family';

/** Where an invitation stands. Only an open one takes anything; each of the others has a plain page of its own. */
export type InvitationState = 'open' | 'expired' | 'used' | 'cancelled' | 'wrong_person';

export interface InvitationFacts {
  /** Reckoned by the database's clock, which a browser cannot move. */
  expired: boolean;
  usedAt: Date | null;
  cancelledAt: Date | null;
  wrongPersonAt: Date | null;
}

/** The state of an invitation. What closed it for good comes before the time that ran out. */
export function stateOf({ expired, usedAt, cancelledAt, wrongPersonAt }: InvitationFacts): InvitationState {
  if (wrongPersonAt) return 'wrong_person';
  if (cancelledAt) return 'cancelled';
  if (usedAt) return 'used';
  return expired ? 'expired' : 'open';
}

export const stateInWords: Record<InvitationState, string> = {
  open: 'Waiting for them',
  expired: 'The link is too old',
  used: 'They came in',
  cancelled: 'Cancelled',
  wrong_person: 'It reached the wrong person',
};

/** Which way the link went, and which other way is left for the code. No second way: an officer reads the code out. */
export const routesOf = ({ email, mobile }: { email: string | null; mobile: string | null }) => ({
  link: email ? ({ channel: 'email', to: email } as const) : ({ channel: 'sms', to: mobile! } as const),
  code: email && mobile ? ({ channel: 'sms', to: mobile } as const) : null,
});

/** Messages go to shared phones and work mailboxes: what is asked for must not name the child. */
export const namesTheChild = (words: string, names: readonly string[]): boolean =>
  names.some((name) => name !== '' && new RegExp(`(^|[^\\p{L}])${RegExp.escape(name)}($|[^\\p{L}])`, 'iu').test(words));
