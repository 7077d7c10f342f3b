import { roleInWords } from '#domain/access/standing.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { familyMembers, invitedToRing } from '#domain/contact/thread/family-members.server.ts';
import type { Tx } from '#server/db.ts';

/** Who of the family something can be with, as choices of a form: what they are called, by which full name, and who they are. */
export const peopleToChoose = async (tx: Tx, scope: CaseScope) =>
  (await familyMembers(tx, scope)).map(({ personId, name, fullName, role }) => ({
    value: personId,
    label: `${name === fullName ? name : `${name} (${fullName})`}, ${roleInWords[role].toLowerCase()}`,
  }));

/** Whom a call can be with: those, and who asked to be rung by the link of an invitation. */
export const peopleToRing = async (tx: Tx, scope: CaseScope) => [
  ...(await peopleToChoose(tx, scope)),
  ...(await invitedToRing(tx, scope)).map(({ personId, name }) => ({
    value: personId,
    label: `${name}, who was invited and asked to be rung`,
  })),
];
