"""Language: article files to articles, articles to parsed text. The only package that imports spaCy or torch."""
