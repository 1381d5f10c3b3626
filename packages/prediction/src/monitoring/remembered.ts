/** What has been answered; a `WeakMap` where questions are objects that may go. */
interface Memory<Q, A> {
  get(question: Q): A | undefined;
  has(question: Q): boolean;
  set(question: Q, answer: A): unknown;
}

/** Answers each question once. */
export const remembered =
  <Q, A>(answer: (question: Q) => A, known: Memory<Q, A> = new Map<Q, A>()): ((question: Q) => A) =>
  (question) => {
    if (!known.has(question)) known.set(question, answer(question));
    return known.get(question) as A;
  };
