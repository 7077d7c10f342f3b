import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { S3Address } from '../../src/server/files/s3.ts';

const PAGE = 2;

/** An object store of the test's own: one bucket in memory. It refuses whatever is not signed, and can be made to fail. */
export async function fakeS3() {
  const objects = new Map<string, { bytes: Buffer; storedAtMs: number }>();
  const state = { failNext: 0, asked: [] as string[] };
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url!, 'http://s3');
      const name = url.pathname.replace(/^\/papers\//, '');
      state.asked.push(`${request.method} ${name}`);
      const body = await buffer(request);
      if (!isSigned(request)) return response.writeHead(403).end();
      if (state.failNext > 0) return ((state.failNext -= 1), response.writeHead(503).end());
      if (!url.pathname.startsWith('/papers/')) return response.writeHead(404).end();
      if (request.method === 'PUT') {
        if (Number(request.headers['content-length']) !== body.length) return response.writeHead(411).end();
        objects.set(name, { bytes: body, storedAtMs: Date.now() });
        return response.writeHead(200).end();
      }
      if (request.method === 'DELETE') return (objects.delete(name), response.writeHead(204).end());
      if (url.searchParams.has('list-type')) return response.writeHead(200).end(listing(url.searchParams, objects));
      const found = objects.get(name);
      return found ? response.writeHead(200).end(found.bytes) : response.writeHead(404).end();
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const address: S3Address = { url, bucket: 'papers', key: 'somebody', secret: 'something' };
  const stop = () => new Promise<void>((closed) => (server.closeAllConnections(), server.close(() => closed())));
  return { objects, state, address, stop };
}

const isSigned = ({ headers }: IncomingMessage): boolean =>
  /^AWS4-HMAC-SHA256 Credential=somebody\/\d{8}\/[\w-]+\/s3\/aws4_request, SignedHeaders=[\w;-]*host[\w;-]*, Signature=[0-9a-f]{64}$/.test(
    headers.authorization ?? '',
  );

/** Two at a time, so that whoever lists has to ask for the rest; what was taken away in between moves nothing. */
function listing(query: URLSearchParams, objects: Map<string, { storedAtMs: number }>): string {
  const after = query.get('continuation-token') ?? '';
  const names = [...objects.keys()].filter((name) => name.startsWith(query.get('prefix')!) && name > after).sort();
  const page = names.slice(0, PAGE);
  const contents = page.map((name) => {
    const at = new Date(objects.get(name)!.storedAtMs).toISOString();
    return `<Contents><Key>${name}</Key><LastModified>${at}</LastModified><Size>1</Size></Contents>`;
  });
  const next = names.length > PAGE ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult>${contents.join('')}${next}</ListBucketResult>`;
}
