// Workers that a test plays: they keep what they are sent, and the test
// answers for them.

export function createCrew() {
  const crew = [];
  const spawn = () => {
    const worker = {
      sent: [],
      alive: true,
      onmessage: null,
      onerror: null,
      postMessage(message) {
        worker.sent.push(message);
      },
      terminate() {
        worker.alive = false;
      },
      say(data) {
        worker.onmessage?.({ data });
      },
      throwUp(message) {
        worker.onerror?.({ message, preventDefault() {} });
      },
    };
    crew.push(worker);
    return worker;
  };
  return { crew, spawn };
}

/** Lets promises settle. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
