/** Puts another method in the place of one that an object of the runtime has: the runtime takes no other object. */
export const replace = <T extends object, K extends keyof T>(object: T, name: K, method: T[K]): void => {
  Object.defineProperty(object, name, { value: method, configurable: true });
};

/** For calls that do not tell what they cost: counting past them would say too little. */
export const refuse = <T extends object>(object: T, names: readonly (keyof T & string)[]): void => {
  for (const name of names) {
    const value = () => {
      throw new Error(`Nobody counts what ${name}() costs: teach worker/bench/edge to.`);
    };
    Object.defineProperty(object, name, { value, configurable: true });
  }
};
