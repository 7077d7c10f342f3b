import { spelled } from '#domain/mediation/agreement/draw-up.server.ts';
import { download } from '../signed-here.server.ts';
import type { RequestHandler } from './$types';

/** The exact text that was signed: the SHA-256 of this file is the fingerprint of the agreement. */
export const GET: RequestHandler = (event) =>
  download(event, 'json', async ({ row }) => new TextEncoder().encode(spelled(row.text)));
