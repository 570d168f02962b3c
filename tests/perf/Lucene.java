/*
 * Lucene.java: Lucene 4.10 with its SwedishAnalyzer and Highlighter, for peers_search.py.
 *
 * arguments: DOCUMENTS (title<TAB>text lines), INDEX (a folder to make), QUERIES (kind<TAB>query lines). Prints as
 * peers_search.py does.
 */
import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.highlight.Highlighter;
import org.apache.lucene.search.highlight.QueryScorer;
import org.apache.lucene.search.highlight.SimpleSpanFragmenter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Version;

public class Lucene {
	static final Analyzer ANALYZER = new SwedishAnalyzer();

	static void build(String documents, FSDirectory directory) throws Exception {
		IndexWriterConfig config = new IndexWriterConfig(Version.LATEST, ANALYZER);
		try (IndexWriter writer = new IndexWriter(directory, config);
		     BufferedReader lines = Files.newBufferedReader(Paths.get(documents), StandardCharsets.UTF_8)) {
			for (String line; (line = lines.readLine()) != null;) {
				int tab = line.indexOf('\t');
				Document document = new Document();
				document.add(new TextField("text", line.substring(0, tab) + "\n" + line.substring(tab + 1),
				                           Field.Store.YES));
				writer.addDocument(document);
			}
			writer.forceMerge(1);
		}
	}

	static int ask(IndexSearcher searcher, String kind, String text) throws Exception {
		QueryParser parser = new QueryParser("text", ANALYZER);
		parser.setDefaultOperator(kind.equals("question") ? QueryParser.Operator.OR : QueryParser.Operator.AND);
		Query query = parser.parse(text);
		TopDocs top = searcher.search(query, 10);
		QueryScorer scorer = new QueryScorer(query);
		Highlighter highlighter = new Highlighter(scorer);
		highlighter.setTextFragmenter(new SimpleSpanFragmenter(scorer, 300));
		for (ScoreDoc hit : top.scoreDocs)
			highlighter.getBestFragment(ANALYZER, "text", searcher.doc(hit.doc).get("text"));
		return top.totalHits;
	}

	static double at(List<Double> times, int percent) {
		return times.get(times.size() * percent / 100);
	}

	public static void main(String[] args) throws Exception {
		FSDirectory directory = FSDirectory.open(new File(args[1]));
		build(args[0], directory);
		IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
		Map<String, List<Double>> times = new LinkedHashMap<>();
		Map<String, Long> hits = new LinkedHashMap<>();
		List<String> queries = Files.readAllLines(Paths.get(args[2]), StandardCharsets.UTF_8);
		for (int round = 0; round < 2; round++) { /* the first warms the compiler, too */
			times.clear();
			hits.clear();
			for (String line : queries) {
				String[] parts = line.split("\t");
				long start = System.nanoTime();
				int n = ask(searcher, parts[0], parts[1]);
				times.computeIfAbsent(parts[0], k -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
				hits.merge(parts[0], (long) n, Long::sum);
			}
		}
		for (String kind : times.keySet()) {
			List<Double> list = times.get(kind);
			Collections.sort(list);
			System.out.printf(java.util.Locale.ROOT, "lucene\t%s\t%d\t%.2f\t%.2f\t%d%n", kind, list.size(), at(list, 50),
			                  at(list, 95), hits.get(kind) / list.size());
		}
	}
}
