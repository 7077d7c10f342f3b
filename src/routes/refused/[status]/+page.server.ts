import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

const messages = new Map([
  ['403', 'You cannot change this'],
  ['405', 'This cannot be done here'],
]);

/** Only ever an error page: the gate fetches it when it refuses, so that every refusal of a kind is the same page. */
export const load: PageServerLoad = ({ params, url }) => {
  const caseFileId = url.searchParams.get('case') ?? undefined;
  const message = messages.get(params.status);
  if (message) error(Number(params.status), { message, caseFileId });
  error(404, { message: 'Not found', caseFileId });
};
