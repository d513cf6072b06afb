// Ends a test run with one plain line, `N passed, N failed, N skipped`, for people and for CI.
export default class TallyReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) tally.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state in tally) tally[state]++;
      }
    }
    // After the default reporter's summary, which is printed in the same event.
    process.once('exit', () => console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`));
  }
}
