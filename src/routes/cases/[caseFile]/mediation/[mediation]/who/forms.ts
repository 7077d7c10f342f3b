import * as v from 'valibot';
import { decidable } from '#domain/mediation/mediation.ts';
import { readEmail, readMobile } from '#domain/people/contact-details.ts';
import { typed } from '../forms.ts';

const gone = 'They are not on the list any more. Load the page again';
const partyId = v.pipe(v.optional(v.string(), ''), v.uuid(gone));
const needed = (sentence: string, longest: number) => v.pipe(typed(longest), v.nonEmpty(sentence));

export const bringForm = v.object({ standingId: typed(36), name: typed(100), comingAs: typed(20), body: typed(100) });
export const oneParty = v.object({ partyId });
export const comingForm = v.object({ partyId, coming: v.picklist(['yes', 'no'], 'Say if they come') });
export const needsForm = v.object({ partyId, needs: typed(500) });
export const signsForm = v.object({ partyId, signs: v.picklist(['yes', 'no'], 'Say if they sign') });

const said = Object.keys(decidable).flatMap((what) => [
  [`may-${what}`, typed(10)] as const,
  [`limits-${what}`, typed(200)] as const,
]);
/** Three choices and a limit for each thing that somebody may be able to say yes to. */
export const authorityForm = v.object({ partyId, ...Object.fromEntries(said) });

/** As on the page of people: an empty box is no answer; a full one must be an address that the sender reads the same way. */
export const mediatorForm = v.object({
  fullName: needed('Enter the mediator’s name', 100),
  email: v.pipe(
    typed(254),
    v.check((text) => text === '' || readEmail(text) !== null, 'Enter one e-mail address, like name@example.org'),
  ),
  mobile: v.pipe(
    typed(30),
    v.check((text) => text === '' || readMobile(text) !== null, 'Enter a mobile number, like 07700 900123'),
  ),
  provider: needed('Enter the name of the mediation provider', 100),
  providerRef: typed(60),
});
export const officerForm = v.object({ officer: typed(36) });
export const replaceForm = v.object({ reason: needed('Say why. They and the family can ask to read it', 500) });
