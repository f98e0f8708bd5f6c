// Keeps the whole app for use without a network. The build fills the two constants from the final bytes of its files.

const FILES = [];
const DIGEST = 'unbuilt';
const CACHE = `counterpart-${DIGEST}`;
const PAGE = '/';

// What another app shares lies in a cache of its own until the page takes it; `browser/launch.rs` names the same.
const SHARE = '/authenticator/share';
const SHARE_CACHE = 'counterpart-share';
const SHARE_LIMIT_BYTES = 64 * 1024 * 1024;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) =>
      // `reload` passes by the HTTP cache; the integrity keeps two deployments from mixing.
      cache.addAll(FILES.map(([address, integrity]) => new Request(address, { cache: 'reload', integrity }))),
    ),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('message', (event) => {
  if (event.data === 'apply') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method === 'GET') event.respondWith(answer(request));
  else if (request.method === 'POST' && address.pathname === SHARE) event.respondWith(receive(request));
});

async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.mode === 'navigate' ? PAGE : request);
  return kept ?? fetch(request);
}

// Keeps the posted form as it came, in place of any before it, and shows the page that takes it.
async function receive(request) {
  try {
    await caches.delete(SHARE_CACHE);
    const form = await request.blob();
    if (form.size <= SHARE_LIMIT_BYTES) {
      const headers = { 'content-type': request.headers.get('content-type') ?? '', 'received-at': String(Date.now()) };
      const cache = await caches.open(SHARE_CACHE);
      await cache.put(SHARE, new Response(form, { headers }));
    }
  } catch {
    // The disk is full: the page opens and finds nothing.
  }
  return Response.redirect('/authenticator#shared', 303);
}
