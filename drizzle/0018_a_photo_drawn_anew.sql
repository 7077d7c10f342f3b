ALTER TABLE "evidence_item" ADD COLUMN "photo_sha256" text;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "photo_bytes" bigint;