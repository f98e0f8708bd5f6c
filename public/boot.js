// Starts the app, or says in plain words why it cannot run. The only script the page names; it knows nothing of the app
// but the two addresses that the build wrote into its own tag.
//
// As a worker's script it starts the same module there: the page sends `{ module, script }` (the compiled module and its
// script's address) as the first message, and the module tells the page when it listens for tasks.

const REASONS = {
  framed: {
    en: ['Counterpart does not run inside another page', 'A page around it could trick you into a click. Open it in a tab of its own.'],
    zh: ['Counterpart 不能在其他网页的框架中运行', '外层网页可能诱导您误点。请在单独的标签页中打开。'],
  },
  wasm: {
    en: ['This browser cannot run Counterpart', 'It has no WebAssembly, or a setting has switched it off. Use a current Chromium, Firefox or Safari.'],
    zh: ['此浏览器无法运行 Counterpart', '它不支持 WebAssembly，或该功能已被关闭。请使用最新版的 Chromium、Firefox 或 Safari。'],
  },
  storage: {
    en: ['This browser keeps nothing for this page', 'Counterpart stores everything in IndexedDB, and there is none here. Allow site data for this page, or leave private browsing, and load it again.'],
    zh: ['此浏览器不允许本页面保存数据', 'Counterpart 的所有数据都保存在 IndexedDB 中，但此处不可用。请允许本站点保存数据，或退出无痕浏览，然后重新加载。'],
  },
  load: {
    en: ['Counterpart could not be loaded', 'A part of it did not arrive. Check the network and load the page again.'],
    zh: ['Counterpart 加载失败', '部分文件未能下载。请检查网络后重新加载页面。'],
  },
};

const isWorker = typeof document === 'undefined';
const tag = isWorker ? null : document.querySelector('script[data-wasm]');

function refuse(reason) {
  const language = navigator.languages?.[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  const [title, text] = REASONS[reason][language];
  const heading = document.createElement('h1');
  heading.textContent = title;
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  const message = document.createElement('main');
  message.className = 'boot-message';
  message.append(heading, paragraph);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.body.replaceChildren(message);
}

function obstacle() {
  if (window.top !== window.self) return 'framed';
  if (typeof WebAssembly !== 'object' || typeof WebAssembly.instantiate !== 'function') return 'wasm';
  try {
    // Some browsers throw at the mere mention when storage is blocked.
    if (!window.indexedDB) return 'storage';
  } catch {
    return 'storage';
  }
  return null;
}

async function start() {
  const module = fetch(tag.dataset.wasm);
  const { default: initialise } = await import(tag.dataset.js);
  await initialise({ module_or_path: module });
  document.getElementById('boot')?.remove();
}

async function serve({ data: { module, script } }) {
  const { initSync } = await import(script);
  initSync({ module });
}

// The service worker only ever takes over when the person says so: a page that changes under a half-filled form is rude.
async function keepUpToDate() {
  if (!('serviceWorker' in navigator)) return;
  let applied = false;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (applied) location.reload();
  });
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const offer = () => {
    // Without a controller this is the first visit: nothing old is running that could be replaced.
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    document.documentElement.dataset.updateReady = 'true';
    window.dispatchEvent(new CustomEvent('counterpart-update-ready'));
  };
  window.addEventListener('counterpart-update-apply', () => {
    applied = true;
    if (registration.waiting) registration.waiting.postMessage('apply');
    else location.reload();
  });
  registration.addEventListener('updatefound', () => {
    const incoming = registration.installing;
    incoming?.addEventListener('statechange', () => {
      if (incoming.state === 'installed') offer();
    });
  });
  offer();
  document.addEventListener('visibilitychange', () => {
    // Offline this fails, and that is all right: the next look will tell.
    if (document.visibilityState === 'visible') registration.update().catch(() => {});
  });
}

if (isWorker) {
  self.addEventListener('message', serve, { once: true });
} else {
  const reason = obstacle();
  if (reason) {
    refuse(reason);
  } else {
    start()
      .then(() => keepUpToDate().catch(() => {}))
      .catch((error) => {
        console.error(error);
        refuse('load');
      });
  }
}
