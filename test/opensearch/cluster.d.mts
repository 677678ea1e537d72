export interface ClusterNode {
  readonly number: number;
  readonly http: number;
  readonly transport: number;
  readonly pid: number;
}
export function readCluster(): { readonly nodes: readonly ClusterNode[] } | null;
export function clusterUrls(): string[];
export function killNode(number: number): void;
export function startNode(number: number): void;
export function waitForNodes(count: number, timeoutMs?: number): Promise<void>;
export function start(count: number): Promise<void>;
export function stop(): Promise<void>;
