const off = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'web-share',
  'xr-spatial-tracking',
];

/**
 * On everything this server sends: pages, redirects, errors, files.
 * Referrer-Policy is `same-origin`, not `no-referrer`: under that one, browsers send `Origin: null` with our own forms,
 * and the exact Origin check would refuse every page without JavaScript. Other sites get no referrer under either.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': off.map((feature) => `${feature}=()`).join(', '),
};

/** For whatever is not a page: nothing it holds may load, run or be framed. Pages bring their own, with a nonce. */
const NOT_A_PAGE = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'; sandbox";

/** Puts the headers on one response. What belongs to a person is never kept by anybody's cache. */
export function secure(headers: Headers): void {
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
  headers.set('cache-control', 'private, no-store');
  headers.delete('etag');
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', NOT_A_PAGE);
}

/**
 * For a page whose picture people wait for: its two dozen scripts give way to it. A browser asks for six things at a time,
 * and on a slow phone each round is half a second.
 */
export function scriptsLater(headers: Headers): void {
  const early = headers.get('link');
  if (early) headers.set('link', early.replaceAll('; rel="modulepreload"', '$&; fetchpriority="low"'));
}
