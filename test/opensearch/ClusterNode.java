import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One real OpenSearch node in this JVM, for tests: ClusterNode NUMBER FOLDER HTTP_PORT TRANSPORT_PORT... with the transport
 * ports of all nodes, its own at place NUMBER. SIGTERM closes it; SIGKILL is the crash; with the same arguments it comes back
 * with its data.
 */
public class ClusterNode {
    public static void main(String[] args) throws Exception {
        int number = Integer.parseInt(args[0]);
        Path folder = Path.of(args[1]).toAbsolutePath();
        List<String> names = new ArrayList<>();
        List<String> seeds = new ArrayList<>();
        for (int i = 3; i < args.length; i += 1) {
            names.add("node-" + (i - 2));
            seeds.add("127.0.0.1:" + args[i]);
        }
        OpenSearchRunner runner = new OpenSearchRunner();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                runner.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        runner.onBuild((i, settings) -> {
            settings.put("cluster.name", "xunbao-test");
            settings.put("node.name", "node-" + number);
            settings.putList("node.roles", "cluster_manager", "data");
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", args[2]);
            settings.put("transport.port", args[2 + number]);
            // The runner builds one node a JVM here and would make each a cluster of its own.
            settings.put("discovery.type", "zen");
            settings.putList("discovery.seed_hosts", seeds);
            settings.putList("cluster.initial_cluster_manager_nodes", names);
            settings.put("action.auto_create_index", "false");
            settings.put("action.destructive_requires_name", "true");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
            settings.put("indices.query.bool.max_clause_count", "16384");
            // Tests hold many indices; a thousand small shards do no harm here.
            settings.put("cluster.max_shards_per_node", "5000");
            // A lost node is noticed while a test waits.
            settings.put("cluster.fault_detection.follower_check.timeout", "3s");
            settings.put("cluster.fault_detection.leader_check.timeout", "3s");
        });
        runner.build(OpenSearchRunner.newConfigs().numOfNode(1).clusterName("xunbao-test")
            .basePath(folder.resolve("node-" + number).toString()).moduleTypes(System.getProperty("modules")));
        System.out.println("started node-" + number);
        Thread.currentThread().join();
    }
}
