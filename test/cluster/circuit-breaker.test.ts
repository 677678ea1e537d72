import { CircuitBreaker } from '../../src/extras/opensearch/cluster/circuit-breaker.js';

describe('the circuit breaker', () => {
  it('opens after failures in a row, lets one try through after a while, and closes when it succeeds', () => {
    let nowMs = 0;
    const said: boolean[] = [];
    const breaker = new CircuitBreaker({ failureCount: 3, openMs: 1_000, now: () => nowMs, onChange: (isOpen) => said.push(isOpen) });
    breaker.failed();
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    breaker.failed();
    expect(breaker.mayTry()).toBe(true);
    breaker.failed();
    expect([breaker.isOpen, breaker.mayTry()]).toEqual([true, false]);
    nowMs = 1_000;
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, false]);
    breaker.failed();
    expect(breaker.isOpen).toBe(true);
    nowMs = 2_500;
    expect(breaker.mayTry()).toBe(true);
    breaker.succeeded();
    expect([breaker.isOpen, breaker.mayTry()]).toEqual([false, true]);
    expect(said).toEqual([true, false]);
  });
});
