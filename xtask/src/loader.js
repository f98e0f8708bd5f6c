// Brings the parts of the app here. The build writes the lines above, and the list of the parts below.
//
// A part's file is a WebAssembly module that holds nothing but the pieces of the part, each in a custom section under
// its name: one file is fetched and compressed as one. A piece that several parts need is in the file of each, and is
// instantiated once, since it puts its functions and data at fixed places.

const pieces = new Map();
const files = new Map();

// Remembers what came, and forgets what failed: the next time is a new attempt.
function once(memory, key, begin) {
    if (!memory.has(key)) {
        const begun = begin();
        memory.set(key, begun);
        begun.catch(() => memory.delete(key));
    }
    return memory.get(key);
}

async function unpack(response) {
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    const file = await WebAssembly.compile(await response.arrayBuffer());
    // The main module is here by now: it asked for the part.
    const imports = getSharedImports();
    const names = new TextDecoder().decode(WebAssembly.Module.customSections(file, 'pieces')[0]).split(' ');
    await Promise.all(names.map((name) => once(pieces, name, () => (
        WebAssembly.instantiate(WebAssembly.Module.customSections(file, name)[0], imports)
    ))));
}

// A style sheet is there before the part is drawn: nothing is seen undressed.
function dress(address) {
    return new Promise((resolve, reject) => {
        const link = document.createElement('link');
        link.rel = 'stylesheet';
        link.href = address;
        link.onload = resolve;
        link.onerror = () => {
            link.remove();
            reject(new Error(`${address} did not come`));
        };
        document.head.append(link);
    });
}

function bring(...names) {
    return Promise.all(names.map((name) => once(files, name, async () => {
        const address = new URL(name, import.meta.url);
        return name.endsWith('.css') ? dress(address) : unpack(await fetch(address));
    })));
}
