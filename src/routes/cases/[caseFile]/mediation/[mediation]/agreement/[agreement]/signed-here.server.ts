import { error, type RequestEvent } from '@sveltejs/kit';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { asAttachment } from '#domain/evidence/serve.server.ts';
import { agreementTitle } from '#domain/mediation/agreement/agreement-words.ts';
import { agreementInForce, type InForce } from '#domain/mediation/agreement/read-agreement.server.ts';
import type { Tx } from '#server/db.ts';
import { caseScopeOf } from '../../../../../../act.ts';

type Here = { params: Partial<Record<string, string>> };

/** The signed agreement a page is about. Before everybody has signed, and for whoever may not know of it, there is no such page. */
export async function signedHere(tx: Tx, scope: CaseScope, { params }: Here): Promise<InForce> {
  const found = await agreementInForce(tx, scope, params.mediation ?? '', params.agreement ?? '');
  return found ?? error(404, 'Not found');
}

const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json; charset=utf-8',
};

/** One file of a signed agreement, recorded as downloaded. Its name says nothing of the child. */
export async function download(
  event: RequestEvent,
  kind: keyof typeof types,
  bytesOf: (found: InForce, scope: CaseScope) => Promise<Uint8Array<ArrayBuffer> | null>,
): Promise<Response> {
  const scope = caseScopeOf(event);
  const found = await underScope(scope, async (tx) => {
    const signed = await signedHere(tx, scope, event);
    const detail = { kind };
    await recordFor(tx, scope, { action: 'agreement.downloaded', target: signed.row.agreementId, detail });
    return signed;
  });
  const bytes = await bytesOf(found, scope);
  if (!bytes) error(503, 'The file of this agreement is not there. The words on the page are what was signed.');
  const { kind: how, reference } = found.row.text;
  return new Response(bytes, {
    headers: {
      'content-type': types[kind],
      'content-length': String(bytes.length),
      'content-disposition': asAttachment(`${agreementTitle[how]}, ${reference}.${kind}`),
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    },
  });
}
