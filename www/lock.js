// The lock: the frame's first statements. After them no constructor is left
// with which a script of this frame could open a connection or a window.
// The policy blocks most of these as well; WebRTC it does not. A realm made
// later has another origin here, so what is gone can't be fetched back.
(() => {
  /** @param {object} owner @param {string} name */
  const remove = (owner, name) => {
    try {
      Object.defineProperty(owner, name, {
        value: undefined,
        writable: false,
        configurable: false,
      });
    } catch {
      // An engine that has made it fixed itself: the self-test reports it.
    }
  };
  const names = [
    'RTCPeerConnection',
    'webkitRTCPeerConnection',
    'RTCDataChannel',
    'WebTransport',
    'WebSocket',
    'EventSource',
    'XMLHttpRequest',
    'fetch',
    'SharedWorker',
    'Notification',
    'PaymentRequest',
    'open',
  ];
  for (const name of names) remove(window, name);
  remove(Window.prototype, 'open');
  remove(Navigator.prototype, 'sendBeacon');
})();
