import { openAsBlob } from 'node:fs';
import { AwsClient } from 'aws4fetch';
import type { FileStore, Stored } from './store.ts';

/** An object store that speaks S3, as `S3_URL` and its companions name it. */
export interface S3Address {
  /** Where it is, without the bucket: `https://s3.eu-west-2.amazonaws.com`. */
  url: string;
  bucket: string;
  key: string;
  secret: string;
}

/** To the first byte of an answer, and for whatever is sent whole. A slow reader may take longer for the rest. */
const ANSWER_WITHIN_MS = 60_000;
const TRIES = 3;

/**
 * Files in a bucket. Only sealed bytes are ever sent there. They lie whole on this machine first, so their length is
 * known, and a put that breaks off leaves nothing.
 */
export function s3Store({ url, bucket, key, secret }: S3Address): FileStore {
  const client = new AwsClient({ accessKeyId: key, secretAccessKey: secret, service: 's3', retries: TRIES });
  const at = (name: string) => `${url.replace(/\/$/, '')}/${bucket}/${name}`;
  const ask = async (method: string, address: string, body?: Blob): Promise<Response> => {
    const waiting = new AbortController();
    const clock = setTimeout(() => waiting.abort(new Error('The file store does not answer.')), ANSWER_WITHIN_MS);
    const answer = await client
      .fetch(address, { method, signal: waiting.signal, ...(body && { body }) })
      .finally(() => clearTimeout(clock));
    if (answer.ok || answer.status === 404) return answer;
    await answer.body?.cancel();
    throw new Error(`The file store answered ${answer.status} to ${method}.`);
  };
  return {
    async put(name, finishedFile) {
      const answer = await ask('PUT', at(name), await openAsBlob(finishedFile));
      await answer.body?.cancel();
      if (answer.status === 404) throw new Error('The file store does not know the bucket.');
    },
    async get(name) {
      const answer = await ask('GET', at(name));
      if (answer.status !== 404 && answer.body) return answer.body;
      await answer.body?.cancel();
      return null;
    },
    async remove(name) {
      await (await ask('DELETE', at(name))).body?.cancel();
    },
    list: (beginsWith) => listed(beginsWith, async (query) => (await ask('GET', `${at('')}?${query}`)).text()),
  };
}

/** Every object whose name begins so, page by page. Names are ids and small words, so nothing in them is escaped. */
async function* listed(beginsWith: string, page: (query: string) => Promise<string>): AsyncGenerator<Stored> {
  let next = '';
  do {
    const query = new URLSearchParams({ 'list-type': '2', prefix: beginsWith });
    if (next) query.set('continuation-token', next);
    const told = await page(query.toString());
    for (const [, one = ''] of told.matchAll(/<Contents>(.*?)<\/Contents>/gs))
      yield { name: within(one, 'Key'), storedAtMs: Date.parse(within(one, 'LastModified')) };
    next = within(told, 'NextContinuationToken');
  } while (next);
}

const within = (xml: string, tag: string): string => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '';
