import { keptCopy } from '#domain/mediation/agreement/in-force.server.ts';
import { download } from '../signed-here.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  download(event, 'docx', ({ row }, { councilId }) => keptCopy(councilId, row.agreementId, 'docx'));
