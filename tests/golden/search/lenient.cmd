leta search --lenient -n 1 'upphandling (regoin:Stockholm stöd:>mycket o*' | head -n 3
