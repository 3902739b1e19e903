// The shell: the only script outside the frame. It holds no data and
// depends on nothing. It refuses to run inside another page, then makes one
// sandboxed frame for the document that the build embeds beside it. The
// frame has an origin of its own: neither side can read the other.
(() => {
  const say = (/** @type {string} */ sentence) => {
    const note = document.createElement('p');
    note.textContent = sentence;
    document.body.replaceChildren(note);
  };

  if (window.top !== window.self) {
    say('Kindred does not run inside another page. Open it in its own tab.');
    return;
  }

  const embedded = document.getElementById('frame');
  const html = JSON.parse(embedded?.textContent ?? '""');
  const rules = {
    createHTML(/** @type {string} */ text) {
      if (text !== html) throw new TypeError('not the embedded document');
      return text;
    },
  };
  const factory = Reflect.get(self, 'trustedTypes');
  const policy = factory?.createPolicy('kindred', rules) ?? rules;

  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts allow-downloads allow-modals');
  frame.title = 'Kindred';
  // Set through the object model: the policy allows no style attribute.
  Object.assign(document.documentElement.style, { height: '100%' });
  Object.assign(document.body.style, { height: '100%', margin: '0' });
  Object.assign(frame.style, {
    border: '0',
    display: 'block',
    width: '100%',
    height: '100%',
  });
  frame.srcdoc = policy.createHTML(html);
  document.body.replaceChildren(frame);
  frame.focus();
})();
